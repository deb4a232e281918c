package com.sanocrm.messaging.reply;

import com.sanocrm.messaging.mail.Phrases;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What only our mails say. */
final class OurPhrases {
    private static final List<String> PHRASES =
            Stream.of(Locale.ENGLISH, Locale.of("ar"))
                    .map(Phrases::in)
                    .flatMap(
                            phrases ->
                                    Stream.of(
                                                    "campaign.unsubscribe",
                                                    "campaign.small",
                                                    "notice.small",
                                                    "opted-out.small",
                                                    "answer-taken.small")
                                            .map(phrases::get))
                    .map(OurPhrases::spaced)
                    .toList();

    private OurPhrases() {}

    static boolean isIn(String words) {
        String spaced = spaced(words);
        return PHRASES.stream().anyMatch(spaced::contains);
    }

    private static String spaced(String text) {
        return Spelling.plain(text).replaceAll("\\s+", " ");
    }
}
