@NullMarked
package com.sanocrm.identity.webhook;

import org.jspecify.annotations.NullMarked;
