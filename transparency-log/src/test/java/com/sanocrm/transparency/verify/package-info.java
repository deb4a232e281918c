/** Whole logs and accountings, and every way to falsify them. */
@NullMarked
package com.sanocrm.transparency.verify;

import org.jspecify.annotations.NullMarked;
