/** Which processes make up the platform, with what settings. */
@NullMarked
package com.sanocrm.stack.fleet;

import org.jspecify.annotations.NullMarked;
