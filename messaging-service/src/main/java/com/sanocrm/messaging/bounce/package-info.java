/** Addresses that mail does not reach: nothing is written to them until they are renewed. */
@NullMarked
package com.sanocrm.messaging.bounce;

import org.jspecify.annotations.NullMarked;
