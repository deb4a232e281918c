/** The events on the wire. None carries health information or a direct identifier. */
@NullMarked
package com.sanocrm.contracts.events;

import org.jspecify.annotations.NullMarked;
