package com.sanocrm.messaging.conversation;

import com.sanocrm.platform.problem.ProblemType;

/** The ways in which a conversation refuses. */
final class ConversationProblems {
    static final ProblemType CLOSED =
            new ProblemType("conversation-closed", 409, "The conversation is closed");
    static final ProblemType RELATIONSHIP_ENDED =
            new ProblemType("care-relationship-ended", 409, "The care relationship has ended");

    private ConversationProblems() {}
}
