/** Shows that an export is complete, and what it says it is. */
@NullMarked
package com.sanocrm.audit.export;

import org.jspecify.annotations.NullMarked;
