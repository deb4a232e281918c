/** The service on a real Kafka and a MongoDB-protocol server. */
@NullMarked
package com.sanocrm.audit;

import org.jspecify.annotations.NullMarked;
