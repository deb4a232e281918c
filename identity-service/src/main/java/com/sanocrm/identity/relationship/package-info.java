/** Who of a partner cares for whom. */
@NullMarked
package com.sanocrm.identity.relationship;

import org.jspecify.annotations.NullMarked;
