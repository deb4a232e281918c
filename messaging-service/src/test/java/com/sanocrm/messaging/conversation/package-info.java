@NullMarked
package com.sanocrm.messaging.conversation;

import org.jspecify.annotations.NullMarked;
