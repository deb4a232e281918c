/** Typed identifiers: a short type prefix and a UUIDv7, opaque to clients. */
@NullMarked
package com.sanocrm.contracts.id;

import org.jspecify.annotations.NullMarked;
