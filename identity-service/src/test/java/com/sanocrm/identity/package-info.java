@NullMarked
package com.sanocrm.identity;

import org.jspecify.annotations.NullMarked;
