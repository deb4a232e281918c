/** Pages for people who came by a link of a mail. */
@NullMarked
package com.sanocrm.platform.page;

import org.jspecify.annotations.NullMarked;
