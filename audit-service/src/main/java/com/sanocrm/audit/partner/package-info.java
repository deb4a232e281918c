/** The clinical partners' names. */
@NullMarked
package com.sanocrm.audit.partner;

import org.jspecify.annotations.NullMarked;
