@NullMarked
package com.sanocrm.platform.test;

import org.jspecify.annotations.NullMarked;
