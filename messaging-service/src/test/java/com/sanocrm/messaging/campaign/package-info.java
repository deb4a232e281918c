@NullMarked
package com.sanocrm.messaging.campaign;

import org.jspecify.annotations.NullMarked;
