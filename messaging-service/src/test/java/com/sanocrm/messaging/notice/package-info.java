@NullMarked
package com.sanocrm.messaging.notice;

import org.jspecify.annotations.NullMarked;
