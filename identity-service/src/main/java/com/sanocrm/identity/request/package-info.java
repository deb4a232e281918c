/** What people demand by right: access, correction, deletion, restriction; in time, or why not. */
@NullMarked
package com.sanocrm.identity.request;

import org.jspecify.annotations.NullMarked;
