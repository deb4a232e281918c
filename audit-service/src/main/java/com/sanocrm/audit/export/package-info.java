/** Saved exports: what a search finds, as one file with its checksum. */
@NullMarked
package com.sanocrm.audit.export;

import org.jspecify.annotations.NullMarked;
