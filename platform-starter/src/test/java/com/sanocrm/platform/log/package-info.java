@NullMarked
package com.sanocrm.platform.log;

import org.jspecify.annotations.NullMarked;
