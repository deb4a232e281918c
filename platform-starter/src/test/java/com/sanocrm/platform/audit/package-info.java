@NullMarked
package com.sanocrm.platform.audit;

import org.jspecify.annotations.NullMarked;
