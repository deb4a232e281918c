@NullMarked
package com.sanocrm.messaging.revision;

import org.jspecify.annotations.NullMarked;
