package com.sanocrm.consent.unsubscribe;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.http.MediaType;

/** The one pair that RFC 8058 (3.1) has a mail program post. */
final class OneClick {
    private static final String NAME = "List-Unsubscribe";
    private static final String VALUE = "One-Click";

    private OneClick() {}

    /** Whether the form, in either of its two media types, holds the pair. */
    static boolean isIn(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type != null && type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)) {
            return VALUE.equals(request.getParameter(NAME));
        }
        var body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Arrays.stream(body.split("&"))
                .map(OneClick::decoded)
                .anyMatch((NAME + "=" + VALUE)::equals);
    }

    private static String decoded(String pair) {
        try {
            return URLDecoder.decode(pair.strip(), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
