/** The audit log on the running platform: what a record costs, how soon it is published, proofs. */
@NullMarked
package com.sanocrm.bench.audit;

import org.jspecify.annotations.NullMarked;
