@NullMarked
package com.sanocrm.analytics;

import org.jspecify.annotations.NullMarked;
