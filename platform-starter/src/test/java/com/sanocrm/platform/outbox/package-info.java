@NullMarked
package com.sanocrm.platform.outbox;

import org.jspecify.annotations.NullMarked;
