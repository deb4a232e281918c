/** Logs that cannot hold personal data. */
@NullMarked
package com.sanocrm.platform.log;

import org.jspecify.annotations.NullMarked;
