/** Legal process: cases with their document, the hold on data, and the record of disclosures. */
@NullMarked
package com.sanocrm.audit.legal;

import org.jspecify.annotations.NullMarked;
