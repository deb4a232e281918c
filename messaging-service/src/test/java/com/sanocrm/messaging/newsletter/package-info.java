@NullMarked
package com.sanocrm.messaging.newsletter;

import org.jspecify.annotations.NullMarked;
