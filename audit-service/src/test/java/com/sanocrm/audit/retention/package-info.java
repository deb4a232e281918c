/** How long data is kept. */
@NullMarked
package com.sanocrm.audit.retention;

import org.jspecify.annotations.NullMarked;
