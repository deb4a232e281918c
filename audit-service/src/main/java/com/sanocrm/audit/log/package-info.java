/**
 * The logs: one for each partner and one for the platform, each a Merkle tree whose checkpoints are
 * signed. {@link com.sanocrm.audit.log.Logs} is the way in.
 */
@NullMarked
package com.sanocrm.audit.log;

import org.jspecify.annotations.NullMarked;
