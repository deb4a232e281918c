/** The connection to Kafka. */
@NullMarked
package com.sanocrm.platform.kafka;

import org.jspecify.annotations.NullMarked;
