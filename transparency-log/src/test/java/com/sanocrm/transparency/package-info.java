/** Holds the tree, the notes and the verifier to what RFC 9162 and C2SP publish. */
@NullMarked
package com.sanocrm.transparency;

import org.jspecify.annotations.NullMarked;
