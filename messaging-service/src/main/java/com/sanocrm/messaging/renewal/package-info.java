/** Mails about a change of a person's address: to the new one and to the old one. */
@NullMarked
package com.sanocrm.messaging.renewal;

import org.jspecify.annotations.NullMarked;
