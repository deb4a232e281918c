@NullMarked
package com.sanocrm.platform.consent;

import org.jspecify.annotations.NullMarked;
