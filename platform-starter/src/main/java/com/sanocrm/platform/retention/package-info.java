/**
 * How long each class of data is kept, by which law, and what becomes of it then: data that runs.
 */
@NullMarked
package com.sanocrm.platform.retention;

import org.jspecify.annotations.NullMarked;
