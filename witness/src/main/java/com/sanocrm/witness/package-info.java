/**
 * A witness (C2SP tlog-witness): remembers the newest checkpoint of each log that it watches, and
 * co-signs the next only if the log has not been changed or cut short in between.
 */
@NullMarked
package com.sanocrm.witness;

import org.jspecify.annotations.NullMarked;
