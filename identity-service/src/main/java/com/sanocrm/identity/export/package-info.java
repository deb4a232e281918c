/** All that is held of a person, asked of every service and put into one ZIP. */
@NullMarked
package com.sanocrm.identity.export;

import org.jspecify.annotations.NullMarked;
