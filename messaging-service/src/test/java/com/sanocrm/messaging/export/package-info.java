@NullMarked
package com.sanocrm.messaging.export;

import org.jspecify.annotations.NullMarked;
