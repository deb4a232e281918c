/**
 * What every service's tests run on: a real Kafka and a MongoDB-protocol server in the same JVM.
 */
@NullMarked
package com.sanocrm.platform.test;

import org.jspecify.annotations.NullMarked;
