/** Encryption of fields with a data key per person, blind indexes, sealed values, link tokens. */
@NullMarked
package com.sanocrm.platform.crypto;

import org.jspecify.annotations.NullMarked;
