/** Where a person is logged in, with which applications, and the end of it. */
@NullMarked
package com.sanocrm.identity.session;

import org.jspecify.annotations.NullMarked;
