@NullMarked
package com.sanocrm.stack.kafka;

import org.jspecify.annotations.NullMarked;
