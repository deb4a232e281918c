/** How long data is kept. */
@NullMarked
package com.sanocrm.messaging.retention;

import org.jspecify.annotations.NullMarked;
