/**
 * The verifier that works offline, {@code ./sano verify}: checks what it is shown, a whole log, or
 * all of one person's records, by computing everything again. Only {@link
 * com.sanocrm.transparency.verify.RemoteLog} uses the network.
 */
@NullMarked
package com.sanocrm.transparency.verify;

import org.jspecify.annotations.NullMarked;
