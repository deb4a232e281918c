/** Shows how legal process is answered. */
@NullMarked
package com.sanocrm.audit.legal;

import org.jspecify.annotations.NullMarked;
