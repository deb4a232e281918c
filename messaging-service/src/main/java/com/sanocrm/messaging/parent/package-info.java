/** The mails that ask a parent about a child's account. */
@NullMarked
package com.sanocrm.messaging.parent;

import org.jspecify.annotations.NullMarked;
