@NullMarked
package com.sanocrm.consent.choice;

import org.jspecify.annotations.NullMarked;
