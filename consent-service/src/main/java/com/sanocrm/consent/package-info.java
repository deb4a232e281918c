/** What is allowed: the policy, people's choices, decisions, and the ways to opt out. */
@NullMarked
package com.sanocrm.consent;

import org.jspecify.annotations.NullMarked;
