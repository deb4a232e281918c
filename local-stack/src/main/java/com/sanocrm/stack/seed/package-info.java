/** The demo people and partners, made at first start. */
@NullMarked
package com.sanocrm.stack.seed;

import org.jspecify.annotations.NullMarked;
