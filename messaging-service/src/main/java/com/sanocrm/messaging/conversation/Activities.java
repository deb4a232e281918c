package com.sanocrm.messaging.conversation;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.care.CareTeams;
import com.sanocrm.platform.security.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What happened in conversations, from the store: complete, whatever became of the events. */
@Component
public class Activities {
    private static final int AT_ONCE = 500;

    private final Conversations conversations;
    private final Messages messages;
    private final Participation participation;
    private final CareTeams teams;

    Activities(
            Conversations conversations,
            Messages messages,
            Participation participation,
            CareTeams teams) {
        this.conversations = conversations;
        this.messages = messages;
        this.participation = participation;
        this.teams = teams;
    }

    /** Everything that the caller may see now and that happened then or later, oldest first. */
    public List<Activity> since(Caller caller, Instant since) {
        Scope scope = participation.scope(caller);
        var all = new ArrayList<Activity>(arrivals(scope, since));
        for (Conversation conversation : conversations.changedSince(scope, since)) {
            changes(conversation).filter(one -> !one.at().isBefore(since)).forEach(all::add);
        }
        all.sort(Comparator.comparing(Activity::at));
        return all;
    }

    private List<Activity.Arrival> arrivals(Scope scope, Instant since) {
        var all = new ArrayList<Activity.Arrival>();
        Instant from = since;
        List<Message> page;
        do {
            page = messages.sentSince(scope, from, AT_ONCE);
            page.stream().map(Activity.Arrival::of).forEach(all::add);
            if (page.size() == AT_ONCE) {
                /* Those of the same instant come again; the reader knows them by key. */
                Instant last = page.getLast().sentAt();
                from = last.equals(from) ? last.plusMillis(1) : last;
            }
        } while (page.size() == AT_ONCE);
        return all;
    }

    private static Stream<Activity> changes(Conversation in) {
        Stream<Activity> receipts =
                in.receipts().entrySet().stream()
                        .map(
                                one ->
                                        new Activity.Receipt(
                                                in.partnerId(),
                                                in.patientId(),
                                                in.id(),
                                                new AccountId(one.getKey()),
                                                one.getValue().upTo(),
                                                one.getValue().readAt()));
        AccountId assignee = in.assigneeId();
        Instant assigned = in.assignedAt();
        return assignee == null || assigned == null
                ? receipts
                : Stream.concat(
                        receipts,
                        Stream.of(
                                new Activity.Assignment(
                                        in.partnerId(),
                                        in.patientId(),
                                        in.id(),
                                        assignee,
                                        assigned)));
    }

    /** Who takes part now. */
    public Set<AccountId> audience(Activity activity) {
        var all = new HashSet<AccountId>();
        all.add(activity.patientId());
        teams.between(activity.partnerId(), activity.patientId())
                .ifPresent(team -> all.addAll(team.clinicianIds()));
        return all;
    }
}
