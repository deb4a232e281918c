package com.sanocrm.contracts;

import java.util.Arrays;
import java.util.Optional;

/**
 * What personal data may be used for. The wire names are the catalogue of {@code GET /purposes}.
 */
public enum Purpose implements WireName {
    /** The service itself; always on. */
    CARE_COMMUNICATION("care-communication", Kind.ESSENTIAL),
    /** Notices about the account and the policy; always on. */
    ACCOUNT_NOTICES("account-notices", Kind.ESSENTIAL),
    PROMOTIONAL_EMAIL("promotional-email", Kind.POLICY_DEFAULT),
    NEWSLETTER("newsletter", Kind.OPT_IN),
    THIRD_PARTY_MARKETING("third-party-marketing", Kind.OPT_IN),
    USAGE_ANALYTICS("usage-analytics", Kind.POLICY_DEFAULT),
    BEHAVIOURAL_TRACKING("behavioural-tracking", Kind.OPT_IN),
    CROSS_BORDER_TRANSFER("cross-border-transfer", Kind.OPT_IN),
    RESEARCH("research", Kind.OPT_IN);

    /** What holds for a purpose for which the person has recorded no choice. */
    public enum Kind {
        /** Permitted, and no choice can be recorded. */
        ESSENTIAL,
        /** As the current policy says. */
        POLICY_DEFAULT,
        /** Denied. */
        OPT_IN
    }

    private final String wireName;
    private final Kind kind;

    Purpose(String wireName, Kind kind) {
        this.wireName = wireName;
        this.kind = kind;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    public Kind kind() {
        return kind;
    }

    /** A browser's {@code Sec-GPC} or {@code DNT} signal denies this purpose whatever is stored. */
    public boolean yieldsToBrowserSignal() {
        return this == BEHAVIOURAL_TRACKING || this == THIRD_PARTY_MARKETING;
    }

    public static Optional<Purpose> of(String wireName) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.wireName.equals(wireName))
                .findFirst();
    }
}
