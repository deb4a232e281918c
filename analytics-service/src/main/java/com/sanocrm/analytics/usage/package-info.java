/** Usage from its arrival with a person to its release without one. */
@NullMarked
package com.sanocrm.analytics.usage;

import org.jspecify.annotations.NullMarked;
