package com.sanocrm.messaging.conversation;

/** What came of sending a message. */
sealed interface Sending {
    record Stored(Message message) implements Sending {}

    record Closed() implements Sending {}

    record RelationshipEnded() implements Sending {}
}
