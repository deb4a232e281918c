/** Shows how a breach is answered. */
@NullMarked
package com.sanocrm.audit.breach;

import org.jspecify.annotations.NullMarked;
