@NullMarked
package com.sanocrm.identity.account;

import org.jspecify.annotations.NullMarked;
