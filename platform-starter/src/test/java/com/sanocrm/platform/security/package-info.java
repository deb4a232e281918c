@NullMarked
package com.sanocrm.platform.security;

import org.jspecify.annotations.NullMarked;
