@NullMarked
package com.sanocrm.identity.request;

import org.jspecify.annotations.NullMarked;
