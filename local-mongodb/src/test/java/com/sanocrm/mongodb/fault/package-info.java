/** What faults of the machine do to the store: processes killed, files damaged, a full disk. */
@NullMarked
package com.sanocrm.mongodb.fault;

import org.jspecify.annotations.NullMarked;
