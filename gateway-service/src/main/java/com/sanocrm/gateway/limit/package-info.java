/** How much one client may send, and how fast. */
@NullMarked
package com.sanocrm.gateway.limit;

import org.jspecify.annotations.NullMarked;
