package com.sanocrm.identity.login;

import com.sanocrm.platform.crypto.Sensitive;

/** With what a partner's own software logs in (OAuth 2 client credentials). */
public record SystemClient(String clientId, Sensitive secret) {}
