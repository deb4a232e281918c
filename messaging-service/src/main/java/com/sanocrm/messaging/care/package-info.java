/** Which clinicians care for which patient: the only source of who may read and write what. */
@NullMarked
package com.sanocrm.messaging.care;

import org.jspecify.annotations.NullMarked;
