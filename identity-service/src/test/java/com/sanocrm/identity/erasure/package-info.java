@NullMarked
package com.sanocrm.identity.erasure;

import org.jspecify.annotations.NullMarked;
