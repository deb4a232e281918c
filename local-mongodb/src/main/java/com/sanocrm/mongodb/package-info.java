/** The MongoDB-protocol server of the local stack and of the tests. */
@NullMarked
package com.sanocrm.mongodb;

import org.jspecify.annotations.NullMarked;
