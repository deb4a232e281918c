/** The logs themselves. */
@NullMarked
package com.sanocrm.audit.log;

import org.jspecify.annotations.NullMarked;
