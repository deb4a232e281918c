/** Errors as RFC 9457 problem details, and nothing else. */
@NullMarked
package com.sanocrm.platform.problem;

import org.jspecify.annotations.NullMarked;
