/** What follows when a record is opened in an emergency: an alarm, and a notice to the patient. */
@NullMarked
package com.sanocrm.messaging.emergency;

import org.jspecify.annotations.NullMarked;
