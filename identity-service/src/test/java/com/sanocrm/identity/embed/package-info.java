@NullMarked
package com.sanocrm.identity.embed;

import org.jspecify.annotations.NullMarked;
