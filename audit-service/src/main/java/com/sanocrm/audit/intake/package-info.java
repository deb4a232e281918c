/** Records from Kafka into the logs, and the account of what every producer has numbered. */
@NullMarked
package com.sanocrm.audit.intake;

import org.jspecify.annotations.NullMarked;
