/** What a person, and who cares for them, may see of an account. */
@NullMarked
package com.sanocrm.identity.profile;

import org.jspecify.annotations.NullMarked;
