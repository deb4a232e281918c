@NullMarked
package com.sanocrm.stack.process;

import org.jspecify.annotations.NullMarked;
