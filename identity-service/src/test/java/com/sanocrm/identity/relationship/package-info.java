@NullMarked
package com.sanocrm.identity.relationship;

import org.jspecify.annotations.NullMarked;
