/** What every endpoint does the same way: limits, Idempotency-Key, cursors, entity tags. */
@NullMarked
package com.sanocrm.platform.web;

import org.jspecify.annotations.NullMarked;
