@NullMarked
package com.sanocrm.identity.emergency;

import org.jspecify.annotations.NullMarked;
