/** The one way by which personal data goes to a recipient outside. */
@NullMarked
package com.sanocrm.consent.disclosure;

import org.jspecify.annotations.NullMarked;
