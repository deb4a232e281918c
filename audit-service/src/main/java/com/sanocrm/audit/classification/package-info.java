/** What kinds of personal data records are about. */
@NullMarked
package com.sanocrm.audit.classification;

import org.jspecify.annotations.NullMarked;
