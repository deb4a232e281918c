/** Which privacy policy is in force, as consent-service published it. */
@NullMarked
package com.sanocrm.identity.policy;

import org.jspecify.annotations.NullMarked;
