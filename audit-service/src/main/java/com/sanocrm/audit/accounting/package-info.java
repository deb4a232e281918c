/** The accounting of disclosures (45 CFR 164.528), to read on paper. */
@NullMarked
package com.sanocrm.audit.accounting;

import org.jspecify.annotations.NullMarked;
