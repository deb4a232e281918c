package com.sanocrm.identity.embed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The form on partners' sites.
 *
 * @param local whether pages of this machine may show it, over plain HTTP; in the local stack only
 * @param open how long a form that was shown can be sent
 */
@ConfigurationProperties("identity.form")
record FormSettings(@DefaultValue("false") boolean local, @DefaultValue("12h") Duration open) {}
