/** The front door: routes, tokens, limits and privacy signals; it stores nothing. */
@NullMarked
package com.sanocrm.gateway;

import org.jspecify.annotations.NullMarked;
