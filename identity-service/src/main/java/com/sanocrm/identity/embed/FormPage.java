package com.sanocrm.identity.embed;

import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.identity.partner.Partner;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** The form as a page, in English and Arabic. */
@Component
class FormPage {
    private static final String ARABIC = "ar";

    private final String template;
    private final Map<String, Properties> texts = new HashMap<>();

    FormPage() throws IOException {
        this.template =
                new ClassPathResource("embed/form.html").getContentAsString(StandardCharsets.UTF_8);
        for (String language : new String[] {"en", ARABIC}) {
            var words = new Properties();
            try (var in =
                    new InputStreamReader(
                            new ClassPathResource("embed/" + language + ".properties")
                                    .getInputStream(),
                            StandardCharsets.UTF_8)) {
                words.load(in);
            }
            texts.put(language, words);
        }
    }

    /**
     * @param origin of the page around it, which it tells its height and nothing else
     */
    String of(Partner partner, String language, String token, String origin) {
        String spoken = language.equals(ARABIC) ? ARABIC : "en";
        PartnerId id = partner.partnerId();
        var values = new HashMap<String, String>();
        Objects.requireNonNull(texts.get(spoken))
                .forEach((name, text) -> values.put((String) name, (String) text));
        values.put("language", spoken);
        values.put("direction", spoken.equals(ARABIC) ? "rtl" : "ltr");
        values.put("other", spoken.equals(ARABIC) ? "en" : ARABIC);
        values.put("partner", id.value());
        values.put("partnerName", partner.name());
        values.put("token", token);
        values.put("origin", origin);
        String page = template;
        for (var value : values.entrySet()) {
            page = page.replace("{" + value.getKey() + "}", HtmlUtils.htmlEscape(value.getValue()));
        }
        return page;
    }
}
