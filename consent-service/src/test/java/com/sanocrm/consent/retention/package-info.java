/** How long data is kept. */
@NullMarked
package com.sanocrm.consent.retention;

import org.jspecify.annotations.NullMarked;
