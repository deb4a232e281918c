@NullMarked
package com.sanocrm.identity.profile;

import org.jspecify.annotations.NullMarked;
