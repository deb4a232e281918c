@NullMarked
package com.sanocrm.platform.erasure;

import org.jspecify.annotations.NullMarked;
