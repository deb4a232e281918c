/** What partners are told by webhook, in the form of Standard Webhooks (standardwebhooks.com). */
@NullMarked
package com.sanocrm.identity.webhook;

import org.jspecify.annotations.NullMarked;
