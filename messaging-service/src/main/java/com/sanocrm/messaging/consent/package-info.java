/**
 * Enforces consent at the moment of sending: nothing optional is handed over to a person after the
 * acknowledgement of that person's denial.
 */
@NullMarked
package com.sanocrm.messaging.consent;

import org.jspecify.annotations.NullMarked;
