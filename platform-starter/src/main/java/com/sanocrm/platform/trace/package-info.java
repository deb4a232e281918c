/** W3C trace context through HTTP and Kafka. */
@NullMarked
package com.sanocrm.platform.trace;

import org.jspecify.annotations.NullMarked;
