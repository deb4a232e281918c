/** Who there is and where mail reaches them, as identity-service tells it by events. */
@NullMarked
package com.sanocrm.messaging.people;

import org.jspecify.annotations.NullMarked;
