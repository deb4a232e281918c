@NullMarked
package com.sanocrm.consent.policy;

import org.jspecify.annotations.NullMarked;
