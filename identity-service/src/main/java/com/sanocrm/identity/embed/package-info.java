/** The registration form that a partner shows on its own site. */
@NullMarked
package com.sanocrm.identity.embed;

import org.jspecify.annotations.NullMarked;
