/** Mails that a message waits, and nothing more. */
@NullMarked
package com.sanocrm.messaging.notice;

import org.jspecify.annotations.NullMarked;
