package com.sanocrm.messaging.mail;

import com.google.crypto.tink.DeterministicAead;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.id.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Where an answer to a mail goes: {@code reply+<token>@example.org}. The token says to whom the
 * mail was, what for and on which day. It is opaque and authenticated with 128 bits (AES-SIV, RFC
 * 5297), so that an answer is matched to its mail by what only its recipient has, never by the
 * sender that the answer claims. The local part has at most 64 characters (RFC 5321, 4.5.3.1.1) and
 * no capital ones, because mail servers may fold them.
 */
@Component
public class ReplyAddresses {
    private static final byte[] USE = "reply".getBytes(StandardCharsets.UTF_8);
    private static final int TOKEN_BYTES = 1 + 2 * Long.BYTES + Short.BYTES;

    private final DeterministicAead key;
    private final MailboxSettings mailbox;
    private final Ids ids;
    private final Clock clock;
    private final Pattern token;

    ReplyAddresses(Keysets keysets, MailboxSettings mailbox, Ids ids, Clock clock) {
        this.key = keysets.deterministicAead("reply");
        this.mailbox = mailbox;
        this.ids = ids;
        this.clock = clock;
        this.token =
                Pattern.compile(
                        "(?i)(?:%s\\+([a-z2-7]{40,64})|([a-z2-7]{40,64})\\.[0-9a-f-]{36})@%s"
                                .formatted(
                                        Pattern.quote(mailbox.localPart()),
                                        Pattern.quote(mailbox.domain())));
    }

    /** The mail that an answer answers. */
    public record Origin(AccountId person, Purpose purpose, LocalDate sentOn) {}

    /** The address for answers to a mail that is sent to that person today. */
    public String address(AccountId person, Purpose purpose) {
        return mailbox.localPart() + "+" + token(person, purpose) + "@" + mailbox.domain();
    }

    /**
     * What a mail to that person needs for its answer to be understood: {@code Reply-To}, a {@code
     * Message-ID} for programs that answer elsewhere, and the envelope's sender for reports of its
     * delivery.
     */
    public Map<String, String> headers(AccountId person, Purpose purpose) {
        String address = address(person, purpose);
        return Map.of(
                "Reply-To",
                address,
                Letter.RETURN_PATH,
                address,
                "Message-ID",
                "<%s.%s@%s>".formatted(token(person, purpose), ids.uuid(), mailbox.domain()));
    }

    /**
     * The same for a mail that a person caused and that goes to another address: an answer to it or
     * a report about it tells nothing of the person, so it leads to nobody.
     */
    public Map<String, String> headersOfNobody() {
        String address = mailbox.localPart() + "@" + mailbox.domain();
        return Map.of(
                "Reply-To",
                address,
                Letter.RETURN_PATH,
                address,
                "Message-ID",
                "<%s@%s>".formatted(ids.uuid(), mailbox.domain()));
    }

    /** Reads an address or a message id; empty for one that we did not issue. */
    public Optional<Origin> open(String addressOrMessageId) {
        var found = token.matcher(addressOrMessageId.strip().replaceAll("^<|>$", ""));
        return found.matches()
                ? decrypt(found.group(1) == null ? found.group(2) : found.group(1))
                : Optional.empty();
    }

    private String token(AccountId person, Purpose purpose) {
        UUID uuid = UUID.fromString(person.value().substring(AccountId.PREFIX.length() + 1));
        byte[] plain =
                ByteBuffer.allocate(TOKEN_BYTES)
                        .put(code(purpose))
                        .putLong(uuid.getMostSignificantBits())
                        .putLong(uuid.getLeastSignificantBits())
                        .putShort(
                                (short)
                                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                                                .toEpochDay())
                        .array();
        try {
            return Rfc4648.encode(key.encryptDeterministically(plain, USE));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-SIV failed", impossible);
        }
    }

    private Optional<Origin> decrypt(String text) {
        try {
            byte[] plain =
                    key.decryptDeterministically(
                            Rfc4648.decode(text.toLowerCase(Locale.ROOT)), USE);
            if (plain.length != TOKEN_BYTES) {
                return Optional.empty();
            }
            var fields = ByteBuffer.wrap(plain);
            byte code = fields.get();
            var person =
                    new AccountId(
                            AccountId.PREFIX + "_" + new UUID(fields.getLong(), fields.getLong()));
            var sentOn = LocalDate.ofEpochDay(Short.toUnsignedLong(fields.getShort()));
            return purpose(code).map(known -> new Origin(person, known, sentOn));
        } catch (GeneralSecurityException | IllegalArgumentException forged) {
            return Optional.empty();
        }
    }

    /* For ever: mails with them are out. */
    private static byte code(Purpose purpose) {
        return switch (purpose) {
            case CARE_COMMUNICATION -> 1;
            case ACCOUNT_NOTICES -> 2;
            case PROMOTIONAL_EMAIL -> 3;
            case NEWSLETTER -> 4;
            case THIRD_PARTY_MARKETING -> 5;
            case USAGE_ANALYTICS -> 6;
            case BEHAVIOURAL_TRACKING -> 7;
            case CROSS_BORDER_TRANSFER -> 8;
            case RESEARCH -> 9;
        };
    }

    private static Optional<Purpose> purpose(byte code) {
        for (Purpose purpose : Purpose.values()) {
            if (code(purpose) == code) {
                return Optional.of(purpose);
            }
        }
        return Optional.empty();
    }
}
