@NullMarked
package com.sanocrm.messaging.reply;

import org.jspecify.annotations.NullMarked;
