@NullMarked
package com.sanocrm.consent.export;

import org.jspecify.annotations.NullMarked;
