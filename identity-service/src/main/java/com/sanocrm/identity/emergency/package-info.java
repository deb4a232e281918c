/** Who opened a record in an emergency, why, until when, and what became of it. */
@NullMarked
package com.sanocrm.identity.emergency;

import org.jspecify.annotations.NullMarked;
