@NullMarked
package com.sanocrm.messaging.mail;

import org.jspecify.annotations.NullMarked;
