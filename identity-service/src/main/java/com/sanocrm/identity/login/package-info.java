/** What people and systems log in with, kept by Keycloak. */
@NullMarked
package com.sanocrm.identity.login;

import org.jspecify.annotations.NullMarked;
