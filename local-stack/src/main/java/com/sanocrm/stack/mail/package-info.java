/** The mailbox of the local stack: takes every mail, delivers none, shows them on a page. */
@NullMarked
package com.sanocrm.stack.mail;

import org.jspecify.annotations.NullMarked;
