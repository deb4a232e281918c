@NullMarked
package com.sanocrm.messaging.emergency;

import org.jspecify.annotations.NullMarked;
