/** Account notices of material changes of the privacy policy, to everybody and once. */
@NullMarked
package com.sanocrm.messaging.revision;

import org.jspecify.annotations.NullMarked;
