/**
 * Answers to our mails: whose they are, what the person wishes, and that it is done, by us if it is
 * clear and by support if it is not.
 */
@NullMarked
package com.sanocrm.messaging.reply;

import org.jspecify.annotations.NullMarked;
