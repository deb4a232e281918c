@NullMarked
package com.sanocrm.identity.partner;

import org.jspecify.annotations.NullMarked;
