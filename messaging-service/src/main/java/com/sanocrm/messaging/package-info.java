/** What is said: conversations and their live stream, campaigns, and the mails of both. */
@NullMarked
package com.sanocrm.messaging;

import org.jspecify.annotations.NullMarked;
