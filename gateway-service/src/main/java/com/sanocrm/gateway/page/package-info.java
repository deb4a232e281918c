/** What a browser is shown, and the headers that every answer has. */
@NullMarked
package com.sanocrm.gateway.page;

import org.jspecify.annotations.NullMarked;
