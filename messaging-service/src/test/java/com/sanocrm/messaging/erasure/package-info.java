@NullMarked
package com.sanocrm.messaging.erasure;

import org.jspecify.annotations.NullMarked;
