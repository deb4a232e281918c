/** The purposes and the versions of our privacy policy. */
@NullMarked
package com.sanocrm.consent.policy;

import org.jspecify.annotations.NullMarked;
