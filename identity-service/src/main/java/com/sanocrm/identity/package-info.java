/** Who you are: accounts, partners, care relationships. */
@NullMarked
package com.sanocrm.identity;

import org.jspecify.annotations.NullMarked;
