package com.sanocrm.messaging.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.MessageId;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.conversation.Activity;
import com.sanocrm.platform.problem.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StreamPositionTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aResumedPositionKnowsWhatWasDelivered() {
        var position = new StreamPosition(START);
        var first = arrival(START.plusSeconds(2));
        var second = arrival(START.plusSeconds(1));
        position.deliver(first);

        var resumed = StreamPosition.parse(position.toString());

        assertThat(resumed.completeUntil()).isEqualTo(START);
        assertThat(resumed.deliver(first)).isFalse();
        assertThat(resumed.deliver(second)).as("committed late, with an earlier time").isTrue();
    }

    @Test
    void completingForgetsWhatIsBeforeAndDeliversItNoMore() {
        var position = new StreamPosition(START);
        var early = arrival(START.plusSeconds(1));
        position.deliver(early);

        position.complete(START.plusSeconds(5));

        assertThat(position.deliver(early)).isFalse();
        assertThat(position.toString()).doesNotContain(".");
    }

    @Test
    void aPositionStaysShortHoweverMuchHappensAtOnce() {
        var position = new StreamPosition(START);
        for (int i = 0; i < 5_000; i++) {
            assertThat(position.deliver(arrival(START.plusMillis(i)))).isTrue();
        }

        assertThat(position.toString().length()).isLessThan(4_000);
        assertThat(StreamPosition.parse(position.toString()).toString())
                .isEqualTo(position.toString());
    }

    @Test
    void whatIsNoPositionIsRefused() {
        for (String id : new String[] {"", "?", "a.b.c", "zzzzzzzzzzzzzzzz", "-"}) {
            assertThatThrownBy(() -> StreamPosition.parse(id)).isInstanceOf(ProblemException.class);
        }
    }

    private static Activity arrival(Instant at) {
        return new Activity.Arrival(
                Neighbours.newPartner(),
                Neighbours.newAccount(),
                new ConversationId(ConversationId.PREFIX + "_" + UUID.randomUUID()),
                new MessageId(MessageId.PREFIX + "_" + UUID.randomUUID()),
                Neighbours.newAccount(),
                at);
    }
}
