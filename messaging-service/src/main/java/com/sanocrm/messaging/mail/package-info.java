/** Mails to people: how they look, and how they are handed to the mail server. */
@NullMarked
package com.sanocrm.messaging.mail;

import org.jspecify.annotations.NullMarked;
