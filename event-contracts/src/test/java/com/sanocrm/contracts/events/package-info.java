/** Holds schemas and golden files to the records. */
@NullMarked
package com.sanocrm.contracts.events;

import org.jspecify.annotations.NullMarked;
