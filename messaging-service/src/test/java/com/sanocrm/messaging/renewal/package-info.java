@NullMarked
package com.sanocrm.messaging.renewal;

import org.jspecify.annotations.NullMarked;
