@NullMarked
package com.sanocrm.stack.fleet;

import org.jspecify.annotations.NullMarked;
