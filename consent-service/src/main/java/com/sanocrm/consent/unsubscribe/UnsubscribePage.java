package com.sanocrm.consent.unsubscribe;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.platform.page.Language;
import com.sanocrm.platform.page.LinkPage;
import org.springframework.http.ResponseEntity;

/** The pages of an unsubscribe link; the form sends what a mail program's own button sends. */
final class UnsubscribePage {
    private static final LinkPage PAGE = new LinkPage("unsubscribe");

    private UnsubscribePage() {}

    static ResponseEntity<byte[]> ask(Language language, Purpose purpose) {
        return PAGE.ask(language, PAGE.text(language, purpose.wireName()));
    }

    static ResponseEntity<byte[]> done(Language language, Purpose purpose) {
        return PAGE.tell(200, "done", language, PAGE.text(language, purpose.wireName()));
    }

    /** The choice is recorded, and a service has not confirmed yet. */
    static ResponseEntity<byte[]> recorded(Language language, Purpose purpose) {
        return PAGE.tell(202, "recorded", language, PAGE.text(language, purpose.wireName()));
    }

    static ResponseEntity<byte[]> unknown(Language language) {
        return PAGE.tell(404, "unknown", language, "");
    }
}
