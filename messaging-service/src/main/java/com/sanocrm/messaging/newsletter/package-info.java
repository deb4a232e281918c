/** The newsletter's subscribers: they are asked to confirm, once for each request. */
@NullMarked
package com.sanocrm.messaging.newsletter;

import org.jspecify.annotations.NullMarked;
