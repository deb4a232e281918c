/** Partners' words for mails of the service: written, reviewed by another admin, and sent. */
@NullMarked
package com.sanocrm.messaging.template;

import org.jspecify.annotations.NullMarked;
