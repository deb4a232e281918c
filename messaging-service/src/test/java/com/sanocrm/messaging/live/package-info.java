@NullMarked
package com.sanocrm.messaging.live;

import org.jspecify.annotations.NullMarked;
