/** Tests of the figures. */
@NullMarked
package com.sanocrm.bench.report;

import org.jspecify.annotations.NullMarked;
