/** The de-identified stream over HTTP. */
@NullMarked
package com.sanocrm.analytics.stream;

import org.jspecify.annotations.NullMarked;
