@NullMarked
package com.sanocrm.messaging.bounce;

import org.jspecify.annotations.NullMarked;
