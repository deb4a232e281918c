/** Whether a person's data may be used for a purpose, asked from outside. */
@NullMarked
package com.sanocrm.consent.decision;

import org.jspecify.annotations.NullMarked;
