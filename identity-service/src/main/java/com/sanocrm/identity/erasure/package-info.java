/** The end of an account: what goes, what stays, who has done it, and the certificate. */
@NullMarked
package com.sanocrm.identity.erasure;

import org.jspecify.annotations.NullMarked;
