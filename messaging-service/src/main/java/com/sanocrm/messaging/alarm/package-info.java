/** Tells compliance by mail that somebody must look after the audit log. */
@NullMarked
package com.sanocrm.messaging.alarm;

import org.jspecify.annotations.NullMarked;
