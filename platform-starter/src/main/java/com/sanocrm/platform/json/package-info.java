/** The one JSON of the platform, for HTTP and for events: strict in, plain out. */
@NullMarked
package com.sanocrm.platform.json;

import org.jspecify.annotations.NullMarked;
