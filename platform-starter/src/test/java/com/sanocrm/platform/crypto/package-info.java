@NullMarked
package com.sanocrm.platform.crypto;

import org.jspecify.annotations.NullMarked;
