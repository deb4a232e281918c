package com.sanocrm.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.platform.test.Promise;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * identity-service is killed (SIGKILL) while a partner's system holds a delivery in its hands, and
 * finds a ledger of erasures that it cannot read. Both in one: the start of a service is dear.
 */
@ExtendWith(RunningStack.class)
class KilledIdentityIT {
    private static final String MESSAGE_SENT = "message.sent";
    private static final int HOLD_SECONDS = 30;

    private final Stack stack = RunningStack.STACK;
    private final Gateway gateway = stack.gateway();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch killed = new CountDownLatch(1);

    /** The ids of the webhooks that told of a message. */
    private final Map<String, Set<String>> told = new ConcurrentHashMap<>();

    private HttpServer receiver;
    private Session admin;
    private String partner;
    private String webhooks;

    @BeforeEach
    void aPartnersSystemListens() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", this::told);
        receiver.start();
        admin = stack.person("partner-admin");
        partner = stack.credentials().path("partners").path("clinic").path("partnerId").asString();
        webhooks = "/partners/" + partner + "/webhooks";
    }

    @AfterEach
    void close() {
        killed.countDown();
        receiver.stop(0);
    }

    /** The first delivery is answered only when its sender is dead. */
    private void told(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = Gateway.JSON.readTree(exchange.getRequestBody().readAllBytes());
            told.computeIfAbsent(
                            body.path("data").path("messageId").asString(""),
                            _ -> ConcurrentHashMap.newKeySet())
                    .add(exchange.getRequestHeaders().getFirst("webhook-id"));
            held.countDown();
            killed.await();
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Promise({"P-11", "P-32"})
    void aPartnerHearsOfEveryMessageAndNobodyIsForgottenThoughTheServiceIsKilled()
            throws Exception {
        String webhook = webhook();
        var acknowledged = new ArrayList<String>();
        String conversation = conversation();
        acknowledged.add(say(conversation));
        assertThat(held.await(HOLD_SECONDS, TimeUnit.SECONDS)).as("a delivery").isTrue();
        DamagedLedger ledger = DamagedLedger.of(stack, newAccount());

        stack.mustSano("kill", "identity");
        killed.countDown();
        acknowledged.add(say(conversation));
        acknowledged.add(say(conversation));

        Checks.awaitThat("the place is named", () -> ledger.isNamedBy("identity"));
        staysShutUntilItIsRepaired(ledger, webhook);
        Checks.awaitThat("identity-service is back", () -> isThere(webhook));
        Checks.awaitThat("all is told", () -> told.keySet().containsAll(acknowledged));
        assertThat(told.values())
                .as("one id for a message, however often")
                .allMatch(ids -> ids.size() == 1);
        Checks.awaitThat("the person is erased", () -> isErased(ledger.account()));
        gateway.delete(admin, webhooks + "/" + webhook).expect(204, "the webhook is removed");
    }

    private void staysShutUntilItIsRepaired(DamagedLedger ledger, String webhook) throws Exception {
        Stack.Outcome shown = ledger.repair();
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.output()).contains(ledger.account(), "Nothing was changed");
        assertThat(isThere(webhook)).as("before the repair").isFalse();

        Stack.Outcome repaired = ledger.repair("--erase");

        assertThat(repaired.exitCode()).isZero();
        assertThat(repaired.output()).contains(ledger.account(), "ordered");
    }

    private boolean isErased(String account) throws Exception {
        Answer erasure =
                gateway.get(
                        stack.person("compliance"), "/erasures/" + account.replace("acc_", "ers_"));
        return erasure.status() == 200 && erasure.text("status").equals("completed");
    }

    private String newAccount() throws Exception {
        String policy =
                gateway.get(null, "/policies/current").expect(200, "the policy").text("version");
        return gateway.post(
                        null,
                        "/registrations",
                        """
                        {"email": "damaged.%s@example.org", "password": "a sentence is a good password",
                         "givenName": "Ada", "familyName": "Lost", "birthDate": "1984-05-06",
                         "acceptedPolicyVersion": "%s"}"""
                                .formatted(UUID.randomUUID(), policy))
                .expect(201, "a registration")
                .text("accountId");
    }

    private String webhook() throws Exception {
        return gateway.post(
                        admin,
                        webhooks,
                        Gateway.JSON.writeValueAsString(
                                Map.of(
                                        "url",
                                        "http://localhost:"
                                                + receiver.getAddress().getPort()
                                                + "/in",
                                        "events",
                                        List.of(MESSAGE_SENT))))
                .expect(201, "a webhook")
                .body()
                .path("webhook")
                .path("webhookId")
                .asString("");
    }

    private boolean isThere(String webhook) throws Exception {
        return gateway.get(admin, webhooks + "/" + webhook).status() == 200;
    }

    private String conversation() throws Exception {
        return Checks.await(
                "a conversation",
                () ->
                        Optional.of(
                                        gateway.post(
                                                stack.person("patient"),
                                                "/conversations",
                                                """
                                                {"partnerId": "%s", "subject": "A question", "category": "results"}"""
                                                        .formatted(partner)))
                                .filter(answer -> answer.status() == 201)
                                .map(answer -> answer.text("conversationId")));
    }

    private String say(String conversation) throws Exception {
        return gateway.post(
                        stack.person("patient"),
                        "/conversations/" + conversation + "/messages",
                        "{\"body\": \"Is it there?\"}")
                .expect(201, "a message")
                .text("messageId");
    }
}
