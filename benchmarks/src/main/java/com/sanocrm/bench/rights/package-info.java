/** A person's rights on the running platform: how long erasure, export and a revocation take. */
@NullMarked
package com.sanocrm.bench.rights;

import org.jspecify.annotations.NullMarked;
