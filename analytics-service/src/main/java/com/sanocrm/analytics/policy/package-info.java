/** What the policy in force says for people who chose nothing. */
@NullMarked
package com.sanocrm.analytics.policy;

import org.jspecify.annotations.NullMarked;
