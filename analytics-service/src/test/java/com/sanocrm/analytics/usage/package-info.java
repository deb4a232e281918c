@NullMarked
package com.sanocrm.analytics.usage;

import org.jspecify.annotations.NullMarked;
