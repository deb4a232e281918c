/** Sending what is due: by one of several instances at a time, each at least once. */
@NullMarked
package com.sanocrm.platform.dispatch;

import org.jspecify.annotations.NullMarked;
