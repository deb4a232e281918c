/** How long data is kept. */
@NullMarked
package com.sanocrm.analytics.retention;

import org.jspecify.annotations.NullMarked;
