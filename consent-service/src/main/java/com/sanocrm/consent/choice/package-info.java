/** What each person chose, with the evidence, and when every service enforces it. */
@NullMarked
package com.sanocrm.consent.choice;

import org.jspecify.annotations.NullMarked;
