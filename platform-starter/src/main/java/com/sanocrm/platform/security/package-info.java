/** Who calls, and whether the role allows the operation. */
@NullMarked
package com.sanocrm.platform.security;

import org.jspecify.annotations.NullMarked;
