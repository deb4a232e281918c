/** Shows what stands in an accounting of disclosures. */
@NullMarked
package com.sanocrm.audit.accounting;

import org.jspecify.annotations.NullMarked;
