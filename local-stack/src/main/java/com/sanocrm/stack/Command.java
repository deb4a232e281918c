package com.sanocrm.stack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Every command of {@code ./sano}. */
enum Command {
    UP("[--detach] [--scale messaging=2]", "start the platform", UpCommand::run),
    DOWN("", "end it; data stays", Orders::down),
    STATUS("[--json]", "what runs, where, and how much memory it takes", StatusCommand::run),
    LOGS("<service> [--follow]", "a log of one process", LogsCommand::run),
    KILL("<service>", "SIGKILL it; the launcher starts it again", Orders::kill),
    STOP("<service>", "end it and leave it ended", Orders::stop),
    START("<service>", "start what was stopped or has failed", Orders::start),
    TOKEN("<person> | --client <partner>", "print an access token", TokenCommand::run),
    KAFKA_CONFIG("analyst", "print a Kafka client's properties", KafkaConfigCommand::run),
    DLT("list | replay <topic>", "dead letters", DeadLetterCommand::run),
    LEDGER(
            "repair <partition> <offset> [--erase [account] | --drop]",
            "a record of the ledger of erasures that no service can read",
            LedgerCommand::run),
    DEMO("[--keep]", "the main story, step by step", DemoCommand::run),
    TEST("[--soak]", "build everything and run every test; --soak: for longer", TestCommand::run),
    PROMISES("", "every promise with the tests that show it", TestCommand::promises),
    VERIFY(
            "<what>",
            "check an audit proof, a receipt or a certificate offline",
            Elsewhere.VERIFY::run),
    WITNESS(
            "[--directory DIR] [--port N] [--name NAME]",
            "co-sign the checkpoints of audit logs that only grow",
            Elsewhere.WITNESS::run),
    BENCH(
            "store|consent|audit [--quick] [--check] [--json file]",
            "figures against their aims",
            Elsewhere.BENCH::run),
    RESET("[--yes]", "delete all data of the local stack", ResetCommand::run),
    DOCTOR("", "check this machine", DoctorCommand::run),
    HELP("", "this list", (context, args) -> help()),
    /** What {@code up --detach} runs in the background. */
    LAUNCHER("", "", UpCommand::launch);

    /** Carries the command out and returns the exit code. */
    @FunctionalInterface
    interface Action {
        int run(Context context, List<String> args) throws Exception;
    }

    private final String arguments;
    private final String purpose;
    private final Action action;

    Command(String arguments, String purpose, Action action) {
        this.arguments = arguments;
        this.purpose = purpose;
        this.action = action;
    }

    /** As the user types it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int run(Context context, List<String> args) throws Exception {
        return action.run(context, args);
    }

    private static int help() {
        System.out.println("SanoCRM on this machine\n");
        System.out.println(
                Arrays.stream(values())
                        .filter(command -> !command.purpose.isEmpty())
                        .map(
                                command ->
                                        "  ./sano %-46s %s"
                                                .formatted(
                                                        command.word() + " " + command.arguments,
                                                        command.purpose))
                        .collect(Collectors.joining("\n")));
        return 0;
    }
}
