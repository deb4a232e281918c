@NullMarked
package com.sanocrm.consent.decision;

import org.jspecify.annotations.NullMarked;
