/** What every service does the same way. Nothing here knows what the services are about. */
@NullMarked
package com.sanocrm.platform;

import org.jspecify.annotations.NullMarked;
