/** The newsletter for people without an account: double opt-in, and how it ends. */
@NullMarked
package com.sanocrm.consent.newsletter;

import org.jspecify.annotations.NullMarked;
