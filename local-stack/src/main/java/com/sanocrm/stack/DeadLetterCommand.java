package com.sanocrm.stack;

import com.sanocrm.contracts.Topic;
import com.sanocrm.stack.kafka.DeadLetters;
import com.sanocrm.stack.kafka.KafkaLogin;
import com.sanocrm.stack.place.Complaint;
import com.sanocrm.stack.secret.Secrets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Shows the events that consumers gave up, and sends them again. */
final class DeadLetterCommand {
    private static final String USAGE = "dlt list | replay <topic>";

    private DeadLetterCommand() {}

    static int run(Context context, List<String> args) throws Exception {
        Secrets secrets = Secrets.load(context.home());
        if (!context.launcher().isUp()) {
            throw new Complaint("The local stack is not up.", "Call ./sano up.");
        }
        DeadLetters letters =
                new DeadLetters(
                        login(context, secrets, Secrets.KAFKA_OPERATOR),
                        login(context, secrets, Secrets.KAFKA_ADMIN));
        if (args.equals(List.of("list"))) {
            return list(letters);
        }
        if (args.size() == 2 && args.getFirst().equals("replay")) {
            return replay(letters, topic(args.get(1)));
        }
        throw new Complaint("That is not how it is called.", "Call ./sano " + USAGE);
    }

    private static KafkaLogin login(Context context, Secrets secrets, String principal) {
        return new KafkaLogin(
                context.ports().kafkaBootstrap(), principal, secrets.kafka(principal));
    }

    private static int list(DeadLetters letters) {
        List<DeadLetters.Waiting> waiting = letters.waiting();
        for (DeadLetters.Waiting each : waiting) {
            System.out.printf(
                    "%s partition %d offset %d  %s %s%n    %s%n",
                    each.topic().wireName(),
                    each.partition(),
                    each.offset(),
                    each.type(),
                    each.id(),
                    each.reason());
        }
        System.out.println(waiting.size() + " dead letters wait.");
        return 0;
    }

    private static int replay(DeadLetters letters, Topic topic) throws Exception {
        DeadLetters.Replayed replayed = letters.replay(topic);
        System.out.printf(
                "Sent %d events to %s again; %d were skipped, later events have replaced them.%n",
                replayed.sent(), topic.wireName(), replayed.superseded());
        return 0;
    }

    private static Topic topic(String name) {
        String wireName =
                name.endsWith(Topic.DEAD_LETTER_SUFFIX)
                        ? name.substring(0, name.length() - Topic.DEAD_LETTER_SUFFIX.length())
                        : name;
        return Arrays.stream(Topic.values())
                .filter(each -> each.wireName().equals(wireName))
                .filter(each -> !each.deadLetterWriters().isEmpty())
                .findFirst()
                .orElseThrow(
                        () ->
                                new Complaint(
                                        "No consumer gives up events of " + name + ".",
                                        "It is one of "
                                                + Arrays.stream(Topic.values())
                                                        .map(Topic::wireName)
                                                        .collect(Collectors.joining(", "))));
    }
}
