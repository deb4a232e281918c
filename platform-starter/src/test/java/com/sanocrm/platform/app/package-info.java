/** A service of three classes, to show what the starter does. */
@NullMarked
package com.sanocrm.platform.app;

import org.jspecify.annotations.NullMarked;
