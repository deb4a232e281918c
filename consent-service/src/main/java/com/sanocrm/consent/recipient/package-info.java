/** Who outside may receive personal data, for what, and by which contract. */
@NullMarked
package com.sanocrm.consent.recipient;

import org.jspecify.annotations.NullMarked;
