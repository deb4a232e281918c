package com.sanocrm.stack;

import com.sanocrm.contracts.Principal;
import com.sanocrm.stack.kafka.KafkaLogin;
import com.sanocrm.stack.place.Complaint;
import com.sanocrm.stack.secret.Secrets;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** For outside readers; a service's login is the service's own. */
final class KafkaConfigCommand {
    private KafkaConfigCommand() {}

    static int run(Context context, List<String> args) throws IOException {
        String name = Context.only(args, "kafka-config analyst");
        Principal principal =
                Arrays.stream(Principal.values())
                        .filter(each -> !each.isService() && each.wireName().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new Complaint(
                                                "There is no outside reader " + name + ".",
                                                "It is one of " + outside() + "."));
        Secrets secrets = Secrets.load(context.home());
        System.out.println(
                new KafkaLogin(
                                context.ports().kafkaBootstrap(),
                                principal.wireName(),
                                secrets.kafka(principal))
                        .asFile());
        return 0;
    }

    private static String outside() {
        return Arrays.stream(Principal.values())
                .filter(each -> !each.isService())
                .map(Principal::wireName)
                .collect(Collectors.joining(", "));
    }
}
