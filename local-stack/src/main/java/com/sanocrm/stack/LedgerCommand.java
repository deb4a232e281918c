package com.sanocrm.stack;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.stack.kafka.KafkaLogin;
import com.sanocrm.stack.kafka.LedgerEntry;
import com.sanocrm.stack.kafka.LedgerRepair;
import com.sanocrm.stack.place.Complaint;
import com.sanocrm.stack.secret.Secrets;
import java.util.List;
import java.util.Set;

/**
 * Repairs the ledger of erasures, when services do not open because they cannot read a record of
 * it. Whether the record was an order is for the operator to say; what is known of it is shown.
 */
final class LedgerCommand {
    private static final String USAGE =
            "ledger repair <partition> <offset> [--erase [account] | --drop]";
    private static final String OPEN = "Services that wait for this record open.";
    private static final int PLACE = 3;

    private LedgerCommand() {}

    static int run(Context context, List<String> args) throws Exception {
        if (args.size() < PLACE || args.size() > PLACE + 2 || !args.getFirst().equals("repair")) {
            throw usage();
        }
        Secrets secrets = Secrets.load(context.home());
        if (!context.launcher().isUp()) {
            throw new Complaint("The local stack is not up.", "Call ./sano up.");
        }
        var repair =
                new LedgerRepair(
                        new KafkaLogin(
                                context.ports().kafkaBootstrap(),
                                Secrets.KAFKA_ADMIN,
                                secrets.kafka(Secrets.KAFKA_ADMIN)));
        LedgerEntry entry =
                repair.at(
                                Math.clamp(number(args.get(1)), -1, Integer.MAX_VALUE),
                                number(args.get(2)))
                        .orElseThrow(
                                () ->
                                        new Complaint(
                                                "The ledger has no record there.",
                                                "A service's log says which one it cannot read."));
        if (entry.isReplaced()) {
            throw new Complaint(
                    "That record keeps nobody shut: what stands under "
                            + entry.key()
                            + " is newer.",
                    "A service's log says which one it cannot read.");
        }
        System.out.println(repaired(repair, entry, args.subList(PLACE, args.size())));
        return 0;
    }

    /** Does what the options say, and says what was done or could be. */
    static String repaired(LedgerRepair repair, LedgerEntry entry, List<String> options)
            throws Exception {
        return switch (String.join(" ", options.stream().limit(1).toList())) {
            case "" -> shown(entry);
            case "--drop" -> dropped(repair, entry, options);
            case "--erase" -> erased(repair, entry, options);
            default -> throw usage();
        };
    }

    private static String shown(LedgerEntry entry) {
        return """
        The record stands under %s, %s, and %s. It names %s.
        Before it, %s.
        Nothing was changed. Whether it was an order, the audit log and identity-service's store know (erasure.request).
        --erase%s: it was the order to erase that account: all data of the person is destroyed, for ever.
        --drop: it was none%s."""
                .formatted(
                        entry.key(),
                        entry.account().isPresent() ? "an account" : "which is no account",
                        entry.isOrder() ? "reads as an order" : "cannot be read as an order",
                        entry.named().isEmpty() ? "no account" : String.join(", ", entry.named()),
                        entry.before() == null
                                ? "no order stands under that key, or none any more"
                                : "an order to erase stands under that key",
                        entry.account().isPresent() ? "" : " <account>",
                        entry.before() == null ? "" : ", and the order before it stands again");
    }

    private static String dropped(LedgerRepair repair, LedgerEntry entry, List<String> options)
            throws Exception {
        if (options.size() > 1) {
            throw usage();
        }
        if (entry.isOrder()) {
            throw new Complaint(
                    "The record reads as an order to erase "
                            + entry.named()
                            + ": it is not dropped.",
                    "If services cannot read it all the same, call it again with --erase.");
        }
        repair.drop(entry);
        return (entry.before() == null
                                ? "Under %s there is no order any more. "
                                : "Under %s the order before it stands again. ")
                        .formatted(entry.key())
                + OPEN;
    }

    private static String erased(LedgerRepair repair, LedgerEntry entry, List<String> options)
            throws Exception {
        AccountId account = ordered(entry, options.subList(1, options.size()));
        repair.erase(entry, account);
        return "The erasure of " + account.value() + " is ordered. " + OPEN;
    }

    /** Whom the operator means: the key's account, or the named one where the key is none's. */
    private static AccountId ordered(LedgerEntry entry, List<String> named) {
        if (entry.account().isPresent()) {
            AccountId account = entry.account().get();
            if (!Set.of(account.value()).containsAll(named)) {
                throw new Complaint(
                        "The record stands under " + account.value() + ".",
                        "Another account is erased by its own request.");
            }
            return account;
        }
        if (named.isEmpty()) {
            throw new Complaint(
                    "The record stands under no account's key: nobody can be erased by it.",
                    "Say whom, --erase <account>, or if it was no order, --drop.");
        }
        try {
            return new AccountId(named.getFirst());
        } catch (IllegalArgumentException other) {
            throw new Complaint(named.getFirst() + " is no account.", "It is acc_ and a UUID.");
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            throw usage();
        }
    }

    private static Complaint usage() {
        return new Complaint("That is not how it is called.", "Call ./sano " + USAGE);
    }
}
