@NullMarked
package com.sanocrm.stack.promise;

import org.jspecify.annotations.NullMarked;
