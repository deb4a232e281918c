@NullMarked
package com.sanocrm.consent.disclosure;

import org.jspecify.annotations.NullMarked;
