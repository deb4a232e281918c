@NullMarked
package com.sanocrm.identity.registration;

import org.jspecify.annotations.NullMarked;
