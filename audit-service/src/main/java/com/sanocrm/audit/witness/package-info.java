/** Asks witnesses to co-sign the logs' checkpoints, and says when one refuses. */
@NullMarked
package com.sanocrm.audit.witness;

import org.jspecify.annotations.NullMarked;
