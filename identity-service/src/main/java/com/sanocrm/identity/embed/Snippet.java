package com.sanocrm.identity.embed;

import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.PlatformSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** What stands in a partner's page, and the script that it names. */
@Component
class Snippet {
    private final String base;
    private final String script;

    Snippet(PlatformSettings settings) throws IOException {
        String url = settings.publicUrl().toString();
        this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.script =
                new ClassPathResource("embed/register.js")
                        .getContentAsString(StandardCharsets.UTF_8);
    }

    String of(PartnerId partner) {
        return "<script src=\""
                + base
                + "/embed/"
                + partner.value()
                + "/register.js\" referrerpolicy=\"origin\" async></script>";
    }

    String script(PartnerId partner) {
        return script.replace("{base}", base).replace("{partner}", partner.value());
    }
}
