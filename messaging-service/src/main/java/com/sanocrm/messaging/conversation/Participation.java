package com.sanocrm.messaging.conversation;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.messaging.bounce.Addresses;
import com.sanocrm.messaging.care.CareTeam;
import com.sanocrm.messaging.care.CareTeams;
import com.sanocrm.messaging.care.EmergencyGrants;
import com.sanocrm.messaging.people.People;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides, on every request anew and by the care relationships that hold at that moment, who takes
 * part in a conversation. For everybody else it does not exist.
 */
@Component
class Participation {
    private final Conversations conversations;
    private final CareTeams teams;
    private final EmergencyGrants emergencies;
    private final People people;
    private final Addresses addresses;

    Participation(
            Conversations conversations,
            CareTeams teams,
            EmergencyGrants emergencies,
            People people,
            Addresses addresses) {
        this.conversations = conversations;
        this.teams = teams;
        this.emergencies = emergencies;
        this.people = people;
        this.addresses = addresses;
    }

    /**
     * A conversation that the caller takes part in.
     *
     * @param team empty when the care relationship has ended: the patient may still read
     * @param inEmergency whether nothing but an emergency lets the caller in, to read and no more
     * @param from from when on the caller may see what was written; null for all of it
     */
    record Seat(
            Conversation conversation,
            Optional<CareTeam> team,
            boolean inEmergency,
            @Nullable Instant from) {
        Set<AccountId> participants() {
            var all = new HashSet<AccountId>();
            all.add(conversation.patientId());
            team.ifPresent(now -> all.addAll(now.clinicianIds()));
            return all;
        }
    }

    /**
     * @throws ProblemException 404 if there is none of that id, or it is not the caller's
     */
    Seat seat(Caller caller, ConversationId id) {
        Conversation conversation = find(id);
        Optional<CareTeam> team = teams.between(conversation.partnerId(), conversation.patientId());
        if (!takesPart(caller, conversation, team)) {
            throw ProblemException.notFound();
        }
        return new Seat(conversation, team, false, from(caller, conversation));
    }

    /**
     * As {@link #seat}, for reading: a clinician with an emergency access to the patient may do
     * that, whichever partner it is that the patient speaks with.
     */
    Seat readingSeat(Caller caller, ConversationId id) {
        Conversation conversation = find(id);
        Optional<CareTeam> team = teams.between(conversation.partnerId(), conversation.patientId());
        boolean takesPart = takesPart(caller, conversation, team);
        if (!takesPart && !inEmergency(caller).contains(conversation.patientId())) {
            throw ProblemException.notFound();
        }
        return new Seat(
                conversation, team, !takesPart, takesPart ? from(caller, conversation) : null);
    }

    private @Nullable Instant from(Caller caller, Conversation conversation) {
        return from(caller, List.of(conversation)).get(conversation.patientId());
    }

    /**
     * From when on the caller may see what was written, by patient: what was there before a patient
     * had the processing restricted is only stored (GDPR Art. 18(2)); what the patient writes to
     * the clinic since is written to be read.
     */
    Map<AccountId, Instant> from(Caller caller, List<Conversation> conversations) {
        return people.restrictedAmong(
                conversations.stream()
                        .map(Conversation::patientId)
                        .filter(patient -> !patient.equals(caller.accountId()))
                        .collect(Collectors.toSet()));
    }

    /** Those of the patients whom notifications of new messages do not reach. */
    Set<AccountId> unnotifiedAmong(List<Conversation> conversations) {
        return addresses.unreachableAmong(
                conversations.stream().map(Conversation::patientId).collect(Collectors.toSet()));
    }

    private List<AccountId> inEmergency(Caller caller) {
        PartnerId partner = caller.partnerId();
        return caller.is(Role.CLINICIAN) && partner != null
                ? emergencies.patientsOf(partner, caller.accountId())
                : List.of();
    }

    /** Whose account is kept from everybody, from its owner too, takes part in nothing. */
    private boolean takesPart(Caller caller, Conversation conversation, Optional<CareTeam> team) {
        boolean own =
                caller.is(Role.PATIENT) && isPatient(caller, conversation) && !isBarred(caller);
        return own || isClinicianOf(caller, conversation.partnerId(), team);
    }

    /** As {@link #seat}, for the partner's side only: its clinicians and its administrator. */
    Seat clinicSeat(Caller caller, ConversationId id) {
        Conversation conversation = find(id);
        Optional<CareTeam> team = teams.between(conversation.partnerId(), conversation.patientId());
        boolean administrator =
                caller.is(Role.PARTNER_ADMIN)
                        && conversation.partnerId().equals(caller.partnerId());
        if (!administrator && !isClinicianOf(caller, conversation.partnerId(), team)) {
            throw ProblemException.notFound();
        }
        return new Seat(conversation, team, false, from(caller, conversation));
    }

    /**
     * The team with which the caller may begin a conversation about the patient.
     *
     * @throws ProblemException 404 without a care relationship that the caller is part of
     */
    CareTeam teamFor(Caller caller, PartnerId partner, AccountId patient) {
        Optional<CareTeam> team = teams.between(partner, patient);
        boolean own = caller.is(Role.PATIENT) && caller.accountId().equals(patient);
        return team.filter(_ -> own || isClinicianOf(caller, partner, team))
                .orElseThrow(ProblemException::notFound);
    }

    /** What the caller takes part in. */
    Scope scope(Caller caller) {
        return scope(caller, List.of());
    }

    /** What the caller may look up: an emergency shows more for as long as it holds. */
    Scope readingScope(Caller caller) {
        return scope(caller, inEmergency(caller));
    }

    private Scope scope(Caller caller, List<AccountId> inEmergency) {
        PartnerId partner = caller.is(Role.CLINICIAN) ? caller.partnerId() : null;
        return new Scope(
                isBarred(caller) ? null : caller.accountId(),
                partner,
                partner == null ? List.of() : teams.patientsOf(partner, caller.accountId()),
                inEmergency);
    }

    private Conversation find(ConversationId id) {
        return conversations.find(id).orElseThrow(ProblemException::notFound);
    }

    private boolean isBarred(Caller caller) {
        return !people.barredAmong(List.of(caller.accountId())).isEmpty();
    }

    private static boolean isPatient(Caller caller, Conversation conversation) {
        return caller.accountId().equals(conversation.patientId());
    }

    private static boolean isClinicianOf(
            Caller caller, PartnerId partner, Optional<CareTeam> team) {
        return caller.is(Role.CLINICIAN)
                && partner.equals(caller.partnerId())
                && team.filter(now -> now.has(caller.accountId())).isPresent();
    }
}
