/** The audit trail: durable before the data leaves. */
@NullMarked
package com.sanocrm.platform.audit;

import org.jspecify.annotations.NullMarked;
