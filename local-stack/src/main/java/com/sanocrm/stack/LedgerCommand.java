package com.sanocrm.stack;

import com.sanocrm.stack.kafka.KafkaLogin;
import com.sanocrm.stack.kafka.LedgerRepair;
import com.sanocrm.stack.place.Complaint;
import com.sanocrm.stack.secret.Secrets;
import java.util.List;

/**
 * Repairs the ledger of erasures, when services do not open because they cannot read a record of
 * it. Whether the record was an order is for the operator to say; what it stands under is shown.
 */
final class LedgerCommand {
    private static final String USAGE = "ledger repair <partition> <offset> [--erase | --drop]";
    private static final int PLACE = 3;

    private LedgerCommand() {}

    static int run(Context context, List<String> args) throws Exception {
        if (args.size() < PLACE || args.size() > PLACE + 1 || !args.getFirst().equals("repair")) {
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
        String key =
                repair.keyAt((int) number(args.get(1)), number(args.get(2)))
                        .orElseThrow(
                                () ->
                                        new Complaint(
                                                "The ledger has no record there.",
                                                "A service's log says which one it cannot read."));
        return repaired(repair, key, args.size() > PLACE ? args.get(PLACE) : "");
    }

    private static int repaired(LedgerRepair repair, String key, String how) throws Exception {
        switch (how) {
            case "--erase" -> {
                try {
                    repair.erase(key);
                } catch (IllegalArgumentException noAccount) {
                    throw new Complaint(
                            "The record stands under no account's key: nobody can be erased by it.",
                            "If it was no order, call it again with --drop.");
                }
                System.out.println("The erasure of " + key + " is ordered. Services open.");
            }
            case "--drop" -> {
                repair.drop(key);
                System.out.println("Under " + key + " there is no order any more. Services open.");
            }
            case "" ->
                    System.out.printf(
                            "The record stands under %s.%n--erase: it was the order to erase that account. --drop: it was none.%n",
                            key);
            default -> throw usage();
        }
        return 0;
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
