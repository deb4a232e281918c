/**
 * The baseline of the store's benchmark: the library's own store, made as durable and as fast as it
 * gets.
 */
@NullMarked
package com.sanocrm.bench.h2;

import org.jspecify.annotations.NullMarked;
