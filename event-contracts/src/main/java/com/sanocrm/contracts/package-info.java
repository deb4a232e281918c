/** The vocabulary that the services share: topics, principals, event types, purposes. */
@NullMarked
package com.sanocrm.contracts;

import org.jspecify.annotations.NullMarked;
