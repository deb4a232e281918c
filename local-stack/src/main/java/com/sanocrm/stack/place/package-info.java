/** Where the local stack keeps its files and on which ports it listens. */
@NullMarked
package com.sanocrm.stack.place;

import org.jspecify.annotations.NullMarked;
