/** Measures the local store against issue 3's aims. */
@NullMarked
package com.sanocrm.bench.store;

import org.jspecify.annotations.NullMarked;
