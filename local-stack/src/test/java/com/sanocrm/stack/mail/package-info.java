@NullMarked
package com.sanocrm.stack.mail;

import org.jspecify.annotations.NullMarked;
