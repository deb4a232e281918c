/** The witness, asked over HTTP as logs ask it. */
@NullMarked
package com.sanocrm.witness;

import org.jspecify.annotations.NullMarked;
