/** What {@code ./sano bench} starts. */
@NullMarked
package com.sanocrm.bench;

import org.jspecify.annotations.NullMarked;
