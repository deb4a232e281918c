/** Which promises the last test run showed. */
@NullMarked
package com.sanocrm.stack.promise;

import org.jspecify.annotations.NullMarked;
