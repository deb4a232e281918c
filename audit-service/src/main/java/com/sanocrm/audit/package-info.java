/** What happened, in logs that cannot be changed unnoticed. */
@NullMarked
package com.sanocrm.audit;

import org.jspecify.annotations.NullMarked;
