/** New identifiers. */
@NullMarked
package com.sanocrm.platform.id;

import org.jspecify.annotations.NullMarked;
