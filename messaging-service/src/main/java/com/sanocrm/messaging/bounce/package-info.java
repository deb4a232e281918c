/** Addresses that mail does not reach: nothing optional is written to them any more. */
@NullMarked
package com.sanocrm.messaging.bounce;

import org.jspecify.annotations.NullMarked;
