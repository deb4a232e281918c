package com.sanocrm.messaging.conversation;

import static com.sanocrm.platform.security.Role.CLINICIAN;
import static com.sanocrm.platform.security.Role.PATIENT;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.MessageId;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.web.NewResource;
import com.sanocrm.platform.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/conversations/{id}")
class MessageController {
    private final Participation participation;
    private final MessageDesk desk;

    MessageController(Participation participation, MessageDesk desk) {
        this.participation = participation;
        this.desk = desk;
    }

    /**
     * @param attachmentIds none can be sent yet
     */
    record NewMessage(
            @NotBlank
                    @Size(max = 20_000)
                    @Pattern(
                            regexp = "[[^\\p{Cc}\\p{Cs}]\\n\\r\\t]*",
                            message = "plain text without control characters")
                    String body,
            @Nullable @Size(max = 0, message = "attachments cannot be sent yet")
                    List<String> attachmentIds) {
        /** Says nothing of the body. */
        @Override
        public String toString() {
            return "NewMessage[]";
        }
    }

    record Sent(MessageId messageId, ConversationId conversationId, Instant sentAt) {
        static Sent from(Message message) {
            return new Sent(message.id(), message.conversationId(), message.sentAt());
        }
    }

    record MessageView(
            MessageId messageId,
            ConversationId conversationId,
            AccountId senderId,
            String body,
            Instant sentAt) {
        static MessageView from(Message message, String body) {
            return new MessageView(
                    message.id(),
                    message.conversationId(),
                    message.senderId(),
                    body,
                    message.sentAt());
        }

        /** Says nothing of the body. */
        @Override
        public String toString() {
            return "MessageView[" + messageId + "]";
        }
    }

    record ReadMark(@NotNull MessageId upTo) {}

    @PostMapping("/messages")
    @ResponseStatus(HttpStatus.CREATED)
    @Access(
            roles = {PATIENT, CLINICIAN},
            action = "message.send",
            resource = "conversation")
    Sent send(
            Caller caller,
            @PathVariable ConversationId id,
            @Valid @RequestBody NewMessage request,
            NewResource created) {
        var outcome =
                desk.send(
                        caller,
                        participation.seat(caller, id),
                        created.id(MessageId.PREFIX, MessageId::new),
                        created.repeat(),
                        request.body());
        return switch (outcome) {
            case Sending.Stored(Message message) -> Sent.from(message);
            case Sending.Closed _ ->
                    throw new ProblemException(
                            ConversationProblems.CLOSED, "Open a new conversation.");
            case Sending.RelationshipEnded _ ->
                    throw new ProblemException(
                            ConversationProblems.RELATIONSHIP_ENDED,
                            "Messages need a care relationship; what was said stays readable.");
        };
    }

    @GetMapping("/messages")
    @Access(
            roles = {PATIENT, CLINICIAN},
            action = "message.read",
            resource = "conversation")
    Page<MessageView> read(Caller caller, @PathVariable ConversationId id, Page.Request page) {
        return desk.read(caller, participation.readingSeat(caller, id), page);
    }

    @PostMapping("/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access(
            roles = {PATIENT, CLINICIAN},
            action = "message.acknowledge",
            resource = "conversation")
    void acknowledge(
            Caller caller, @PathVariable ConversationId id, @Valid @RequestBody ReadMark mark) {
        desk.acknowledge(caller, participation.seat(caller, id), mark.upTo());
    }
}
