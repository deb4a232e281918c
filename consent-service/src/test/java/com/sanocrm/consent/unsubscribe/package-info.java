@NullMarked
package com.sanocrm.consent.unsubscribe;

import org.jspecify.annotations.NullMarked;
