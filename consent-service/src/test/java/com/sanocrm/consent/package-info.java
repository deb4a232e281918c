@NullMarked
package com.sanocrm.consent;

import org.jspecify.annotations.NullMarked;
