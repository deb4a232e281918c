@NullMarked
package com.sanocrm.messaging.alarm;

import org.jspecify.annotations.NullMarked;
