@NullMarked
package com.sanocrm.gateway;

import org.jspecify.annotations.NullMarked;
