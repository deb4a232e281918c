/**
 * What every service does when a person asks for all their data: it gives its part, sealed for the
 * export alone.
 */
@NullMarked
package com.sanocrm.platform.export;

import org.jspecify.annotations.NullMarked;
