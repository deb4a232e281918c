@NullMarked
package com.sanocrm.identity.export;

import org.jspecify.annotations.NullMarked;
