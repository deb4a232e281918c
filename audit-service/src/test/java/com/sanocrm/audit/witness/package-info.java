/** Real witnesses and real logs. */
@NullMarked
package com.sanocrm.audit.witness;

import org.jspecify.annotations.NullMarked;
