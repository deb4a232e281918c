/** The one way to consume: an event's effect and its position in the same write. */
@NullMarked
package com.sanocrm.platform.consume;

import org.jspecify.annotations.NullMarked;
