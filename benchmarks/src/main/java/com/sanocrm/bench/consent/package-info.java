/** Consent on the running platform: from the click to its enforcement, decisions, projections. */
@NullMarked
package com.sanocrm.bench.consent;

import org.jspecify.annotations.NullMarked;
