/** How long data is kept. */
@NullMarked
package com.sanocrm.identity.retention;

import org.jspecify.annotations.NullMarked;
