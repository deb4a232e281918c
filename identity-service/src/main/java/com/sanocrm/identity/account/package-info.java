/** Accounts: what is known of a person, encrypted, and the state of the account. */
@NullMarked
package com.sanocrm.identity.account;

import org.jspecify.annotations.NullMarked;
