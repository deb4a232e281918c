package com.sanocrm.stack.seed;

import com.sanocrm.contracts.id.AccountId;
import java.security.SecureRandom;
import java.util.UUID;

/** Ids of the form of RFC 9562, section 5.7: 48 bits of time in milliseconds, then chance. */
final class FreshId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION_7 = 0x7000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private FreshId() {}

    static String account() {
        long time = System.currentTimeMillis() << 16;
        long high = time | VERSION_7 | (RANDOM.nextLong() & 0xfff);
        long low = VARIANT | (RANDOM.nextLong() >>> 2);
        return new AccountId(AccountId.PREFIX + "_" + new UUID(high, low)).value();
    }
}
