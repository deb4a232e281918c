/** What {@code ./sano} does: one command each. */
@NullMarked
package com.sanocrm.stack;

import org.jspecify.annotations.NullMarked;
