/** Conversations between a patient and the clinicians who care for them, and their messages. */
@NullMarked
package com.sanocrm.messaging.conversation;

import org.jspecify.annotations.NullMarked;
