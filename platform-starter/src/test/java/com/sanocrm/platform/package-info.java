@NullMarked
package com.sanocrm.platform;

import org.jspecify.annotations.NullMarked;
