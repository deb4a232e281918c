/** The passwords and keysets of the local stack, made at first start. */
@NullMarked
package com.sanocrm.stack.secret;

import org.jspecify.annotations.NullMarked;
