package com.sanocrm.stack;

import com.sanocrm.stack.keycloak.KeycloakClient;
import com.sanocrm.stack.place.Complaint;
import com.sanocrm.stack.secret.Secrets;
import com.sanocrm.stack.seed.Credentials;
import java.util.List;

/** Prints nothing but the token, so that it can be used in a command. */
final class TokenCommand {
    private TokenCommand() {}

    static int run(Context context, List<String> args) throws Exception {
        Secrets secrets = Secrets.load(context.home());
        Credentials credentials = Credentials.load(context.home());
        KeycloakClient keycloak = new KeycloakClient(context.ports().keycloakUrl());
        if (!context.launcher().isUp()) {
            throw new Complaint("The local stack is not up.", "Call ./sano up.");
        }
        if (args.size() == 2 && args.getFirst().equals("--client")) {
            Credentials.Partner partner = credentials.partners().get(args.get(1));
            if (partner == null) {
                throw new Complaint(
                        "There is no partner " + args.get(1) + ".",
                        "There are: " + String.join(", ", credentials.partners().keySet()));
            }
            System.out.println(keycloak.clientToken(partner.clientId(), partner.clientSecret()));
            return 0;
        }
        String name = Context.only(args, "token <person> | --client <partner>");
        Credentials.Person person = credentials.people().get(name);
        if (person == null) {
            throw new Complaint(
                    "There is no demo person " + name + ".",
                    "There are: " + String.join(", ", credentials.people().keySet()));
        }
        System.out.println(
                keycloak.personToken(
                        Secrets.CLI_CLIENT,
                        secrets.keycloak(Secrets.CLI_CLIENT),
                        person.username(),
                        person.password()));
        return 0;
    }
}
