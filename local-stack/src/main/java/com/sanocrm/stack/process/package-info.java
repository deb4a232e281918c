/** Starts processes, restarts what dies, and takes orders on a socket. */
@NullMarked
package com.sanocrm.stack.process;

import org.jspecify.annotations.NullMarked;
