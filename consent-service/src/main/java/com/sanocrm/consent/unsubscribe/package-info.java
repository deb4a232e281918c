/** Opting out by the link of a mail, without logging in: RFC 8058. */
@NullMarked
package com.sanocrm.consent.unsubscribe;

import org.jspecify.annotations.NullMarked;
