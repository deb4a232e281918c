/** Who cares for whom. */
@NullMarked
package com.sanocrm.messaging.care;

import org.jspecify.annotations.NullMarked;
