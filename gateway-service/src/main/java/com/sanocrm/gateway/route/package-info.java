/** Which service answers a path, and which of its replicas is asked. */
@NullMarked
package com.sanocrm.gateway.route;

import org.jspecify.annotations.NullMarked;
