/** What arrives, and what does not. */
@NullMarked
package com.sanocrm.audit.intake;

import org.jspecify.annotations.NullMarked;
