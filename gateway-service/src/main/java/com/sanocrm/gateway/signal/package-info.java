/** What browsers say for the people who are signed in: Sec-GPC and DNT. */
@NullMarked
package com.sanocrm.gateway.signal;

import org.jspecify.annotations.NullMarked;
