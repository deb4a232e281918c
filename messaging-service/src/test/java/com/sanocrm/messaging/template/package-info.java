@NullMarked
package com.sanocrm.messaging.template;

import org.jspecify.annotations.NullMarked;
