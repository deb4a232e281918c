/** What can be learnt: usage, with nothing left of who, where exactly and when. */
@NullMarked
package com.sanocrm.analytics;

import org.jspecify.annotations.NullMarked;
