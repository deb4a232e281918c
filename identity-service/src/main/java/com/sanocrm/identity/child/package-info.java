/** Reports that an account is a child's: quarantine, a parent's verification, timed erasure. */
@NullMarked
package com.sanocrm.identity.child;

import org.jspecify.annotations.NullMarked;
