@NullMarked
package com.sanocrm.stack.secret;

import org.jspecify.annotations.NullMarked;
