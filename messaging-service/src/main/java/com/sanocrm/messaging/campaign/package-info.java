/** Optional mails to many, each recipient decided by consent at the moment of sending. */
@NullMarked
package com.sanocrm.messaging.campaign;

import org.jspecify.annotations.NullMarked;
