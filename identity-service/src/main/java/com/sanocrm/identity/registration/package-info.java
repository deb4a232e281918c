/** How a person comes in: age first, then policy, transfer and choices. */
@NullMarked
package com.sanocrm.identity.registration;

import org.jspecify.annotations.NullMarked;
