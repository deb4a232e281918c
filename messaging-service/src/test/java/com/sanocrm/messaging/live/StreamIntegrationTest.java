package com.sanocrm.messaging.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.Role;
import com.sanocrm.contracts.events.CareRelationshipChanged.Status;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.Talk;
import com.sanocrm.platform.test.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@MessagingIntegration
class StreamIntegrationTest {
    /* Less than a heartbeat: nothing else ends what is idle. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @LocalServerPort private int port;
    private Talk talk;

    @BeforeEach
    void open() {
        talk = Talk.open(port);
    }

    @Test
    void theOtherSideIsToldAtOnceAndOnlyIdsAndTimes(TestReporter reporter) {
        try (var stream = StreamReader.open(talk.clinician())) {
            var millis = new ArrayList<Long>();
            for (int i = 1; i <= 20; i++) {
                long start = System.nanoTime();
                talk.say(talk.patient(), "Can you see me?");
                millis.add((stream.first(i).get(i - 1).nanos() - start) / 1_000_000);
            }

            var first = stream.events().getFirst();
            assertThat(first.name()).isEqualTo("message");
            assertThat(first.data()).contains(talk.id()).doesNotContain("see me");
            millis.sort(null);
            /* Far above what it takes, far below what a look into the store would. */
            assertThat(millis.get(10)).as("median of %s", millis).isLessThan(1_000);
            reporter.publishEntry("from POST to stream, ms", millis.toString());
        }
    }

    @Test
    void aResumedStreamHasNoGapAndNoDouble() {
        var expected = new ArrayList<String>();
        var seen = new ArrayList<String>();
        String lastId;
        try (var stream = StreamReader.open(talk.patient())) {
            for (int i = 0; i < 5; i++) {
                expected.add(talk.say(talk.clinician(), "before " + i));
            }
            stream.first(5).forEach(event -> seen.add(event.data()));
            lastId = stream.lastId();
        }
        for (int i = 0; i < 5; i++) {
            expected.add(talk.say(talk.clinician(), "meanwhile " + i));
        }

        try (var resumed = new StreamReader(talk.patient(), lastId)) {
            resumed.first(5);
            expected.add(talk.say(talk.clinician(), "after"));
            resumed.first(6).forEach(event -> seen.add(event.data()));
        }

        assertThat(seen).hasSameSizeAs(expected);
        for (int i = 0; i < seen.size(); i++) {
            assertThat(seen.get(i)).contains(expected.get(i));
        }
    }

    @Test
    void receiptsAndAssignmentsAreToldToo() {
        String message = talk.say(talk.patient(), "hello");
        try (var stream = StreamReader.open(talk.patient())) {
            talk.clinician()
                    .post(talk.path() + "/read", "{\"upTo\": \"" + message + "\"}")
                    .expect(204);
            stream.first(1);
            talk.clinician()
                    .post(
                            talk.path() + "/assign",
                            "{\"clinicianId\": \"" + talk.care().clinician() + "\"}")
                    .expect(204);

            assertThat(stream.first(2))
                    .extracting(StreamReader.Received::name)
                    .containsExactly("read", "assignment");
        }
    }

    @Test
    void whoNoLongerCaresIsToldNothing() {
        try (var stream = StreamReader.open(talk.clinician());
                var own = StreamReader.open(talk.patient())) {
            var successor = Neighbours.newAccount();
            Neighbours.relationship(talk.care(), Status.ACTIVE, Set.of(successor));
            await().until(() -> talk.clinician().get(talk.path()).status(), is -> is == 404);

            talk.say(talk.patient(), "to the successor");

            own.first(1);
            assertThat(stream.events()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"QUARANTINED", "CLOSED"})
    @Promise({"P-04", "P-32"})
    void whoseAccountIsShutHearsNothingMoreAndOthersHearOn(AccountChanged.Status shut) {
        try (var stream = StreamReader.open(talk.patient());
                var other = StreamReader.open(talk.clinician())) {
            Neighbours.account(talk.care().patient(), shut, Role.PATIENT, null);

            await().atMost(PATIENCE).until(stream::isEnded);
            try (var again = new StreamReader(talk.patient(), stream.lastId())) {
                assertThat(again.status()).isEqualTo(404);
            }
            assertThat(other.isEnded()).isFalse();
        }
    }

    @Test
    void aForeignPositionIsRefused() {
        try (var stream = new StreamReader(talk.patient(), "not/ours")) {
            assertThat(stream.status()).isEqualTo(400);
        }
    }
}
