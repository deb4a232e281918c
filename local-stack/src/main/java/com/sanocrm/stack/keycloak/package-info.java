/** The identity provider: unpacked, built, and asked for tokens. */
@NullMarked
package com.sanocrm.stack.keycloak;

import org.jspecify.annotations.NullMarked;
