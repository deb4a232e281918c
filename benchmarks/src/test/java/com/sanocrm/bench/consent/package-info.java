/** A small run, so that the benchmark stays able to run. */
@NullMarked
package com.sanocrm.bench.consent;

import org.jspecify.annotations.NullMarked;
