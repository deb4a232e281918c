@NullMarked
package com.sanocrm.messaging;

import org.jspecify.annotations.NullMarked;
