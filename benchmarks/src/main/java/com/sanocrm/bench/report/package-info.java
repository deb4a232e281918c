/**
 * Figures with their spread, aims that they meet or not, and the conditions they were measured
 * under.
 */
@NullMarked
package com.sanocrm.bench.report;

import org.jspecify.annotations.NullMarked;
