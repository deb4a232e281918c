@NullMarked
package com.sanocrm.consent.newsletter;

import org.jspecify.annotations.NullMarked;
