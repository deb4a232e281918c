/** What a misused credential could see, and who must be told. */
@NullMarked
package com.sanocrm.audit.breach;

import org.jspecify.annotations.NullMarked;
