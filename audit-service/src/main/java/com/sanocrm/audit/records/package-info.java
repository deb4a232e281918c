/** What compliance finds and what a person sees: records with their proofs. */
@NullMarked
package com.sanocrm.audit.records;

import org.jspecify.annotations.NullMarked;
