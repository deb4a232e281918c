@NullMarked
package com.sanocrm.identity.session;

import org.jspecify.annotations.NullMarked;
