package com.sanocrm.messaging.conversation;

import static com.sanocrm.platform.security.Role.CLINICIAN;
import static com.sanocrm.platform.security.Role.PARTNER_ADMIN;
import static com.sanocrm.platform.security.Role.PATIENT;

import com.sanocrm.contracts.events.ConversationOpened.Category;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.messaging.care.CareTeam;
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
@RequestMapping("/api/v1/conversations")
class ConversationController {
    private final Participation participation;
    private final ConversationDesk desk;

    ConversationController(Participation participation, ConversationDesk desk) {
        this.participation = participation;
        this.desk = desk;
    }

    /**
     * @param patientId needed of a clinician; a patient's is the caller
     * @param clinicianId who shall be responsible; null leaves it to the clinic
     */
    record NewConversation(
            @NotNull PartnerId partnerId,
            @Nullable AccountId patientId,
            @Nullable AccountId clinicianId,
            @NotBlank
                    @Size(max = 200)
                    @Pattern(
                            regexp = "[^\\p{Cc}\\p{Cs}]*",
                            message = "one line without control characters")
                    String subject,
            @NotNull Category category) {
        /** Says nothing of the subject. */
        @Override
        public String toString() {
            return "NewConversation[" + partnerId + "]";
        }
    }

    record Assignment(@NotNull AccountId clinicianId) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Access(
            roles = {PATIENT, CLINICIAN},
            action = "conversation.open",
            resource = "conversation")
    ConversationView open(
            Caller caller, @Valid @RequestBody NewConversation request, NewResource created) {
        AccountId patient = patient(caller, request);
        CareTeam team = participation.teamFor(caller, request.partnerId(), patient);
        AccountId clinician = request.clinicianId();
        if (clinician != null && !team.has(clinician)) {
            throw ProblemException.notFound();
        }
        return desk.open(
                created.id(ConversationId.PREFIX, ConversationId::new), caller, team, request);
    }

    private static AccountId patient(Caller caller, NewConversation request) {
        AccountId named = request.patientId();
        if (named == null && !caller.is(PATIENT)) {
            throw ProblemException.invalid("/patientId", "Say whom the conversation is with.");
        }
        return named == null ? caller.accountId() : named;
    }

    @GetMapping
    @Access(
            roles = {PATIENT, CLINICIAN},
            action = "conversation.list",
            resource = "conversation")
    Page<ConversationView> list(Caller caller, Page.Request page) {
        return desk.list(caller, page);
    }

    @GetMapping("/{id}")
    @Access(
            roles = {PATIENT, CLINICIAN},
            action = "conversation.read",
            resource = "conversation")
    ConversationView read(Caller caller, @PathVariable ConversationId id) {
        return desk.read(caller, participation.readingSeat(caller, id));
    }

    @PostMapping("/{id}/close")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access(
            roles = {CLINICIAN, PARTNER_ADMIN},
            action = "conversation.close",
            resource = "conversation")
    void close(Caller caller, @PathVariable ConversationId id) {
        desk.close(caller, participation.clinicSeat(caller, id).conversation());
    }

    @PostMapping("/{id}/assign")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access(
            roles = {CLINICIAN, PARTNER_ADMIN},
            action = "conversation.assign",
            resource = "conversation")
    void assign(
            Caller caller,
            @PathVariable ConversationId id,
            @Valid @RequestBody Assignment assignment) {
        Participation.Seat seat = participation.clinicSeat(caller, id);
        if (seat.team().filter(team -> team.has(assignment.clinicianId())).isEmpty()) {
            throw ProblemException.notFound();
        }
        desk.assign(caller, seat.conversation(), assignment.clinicianId());
    }
}
