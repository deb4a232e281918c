/** What every service does when a person is erased: keys first, then what is left. */
@NullMarked
package com.sanocrm.platform.erasure;

import org.jspecify.annotations.NullMarked;
