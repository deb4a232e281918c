@NullMarked
package com.sanocrm.messaging.parent;

import org.jspecify.annotations.NullMarked;
