/**
 * Whether a person's data may be used for a purpose: the one rule, asked at the moment of use by
 * every service that enforces it.
 */
@NullMarked
package com.sanocrm.platform.consent;

import org.jspecify.annotations.NullMarked;
