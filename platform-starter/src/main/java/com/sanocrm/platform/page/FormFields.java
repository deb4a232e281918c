package com.sanocrm.platform.page;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The fields of a form (application/x-www-form-urlencoded), read from the body alone. */
public final class FormFields {
    private FormFields() {}

    /** Empty for what is no form; of a field that comes twice the last counts. */
    public static Map<String, String> of(HttpServletRequest request) throws IOException {
        String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var fields = new HashMap<String, String>();
        try {
            for (String pair : body.split("&", -1)) {
                int sign = pair.indexOf('=');
                if (sign > 0) {
                    fields.put(decoded(pair.substring(0, sign)), decoded(pair.substring(sign + 1)));
                }
            }
            return fields;
        } catch (IllegalArgumentException malformed) {
            return Map.of();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
