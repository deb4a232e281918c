@NullMarked
package com.sanocrm.identity.child;

import org.jspecify.annotations.NullMarked;
