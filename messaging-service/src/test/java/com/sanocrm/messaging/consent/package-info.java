@NullMarked
package com.sanocrm.messaging.consent;

import org.jspecify.annotations.NullMarked;
