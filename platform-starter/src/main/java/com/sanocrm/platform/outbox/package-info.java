/**
 * The one way to write: one document that carries its events, and the relay that publishes them.
 */
@NullMarked
package com.sanocrm.platform.outbox;

import org.jspecify.annotations.NullMarked;
