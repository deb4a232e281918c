/**
 * A log that shows when it was changed: the Merkle tree of RFC 9162, signed notes and checkpoints
 * of C2SP. Pure functions over values; nothing here stores, fetches or reads the clock.
 */
@NullMarked
package com.sanocrm.transparency;

import org.jspecify.annotations.NullMarked;
