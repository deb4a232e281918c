/** Tells connected participants of a conversation what happens in it, as it happens. */
@NullMarked
package com.sanocrm.messaging.live;

import org.jspecify.annotations.NullMarked;
