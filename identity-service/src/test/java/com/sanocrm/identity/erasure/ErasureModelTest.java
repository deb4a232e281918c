package com.sanocrm.identity.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.ErasureStep;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.ErasureConfirmed;
import com.sanocrm.contracts.events.ErasureOrdered;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.platform.erasure.ErasureTask;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.test.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Walks through everything that can happen to an erasure with three services: orders and
 * confirmations that come late, twice, out of order or never, processes that die at any point, a
 * hold. The two state machines are those of production; only time and the network are the model's.
 */
class ErasureModelTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));
    private static final List<String> SERVICES = List.of("identity", "messaging", "consent");
    private static final AccountId PERSON =
            new AccountId("acc_0197a1b2-0000-7000-8000-000000000001");
    private static final AuditRecorded RECORD =
            new AuditRecorded(
                    new EventId("evt_0197a1b2-0000-7000-8000-000000000001"),
                    NOW,
                    "erasure.test",
                    AuditRecorded.Outcome.SUCCESS,
                    null,
                    "system",
                    null,
                    PERSON,
                    "erasure",
                    null,
                    "HOPERAT",
                    null);

    /** An order to a service, or the confirmation of one. */
    private record Parcel(boolean order, ErasureStep step, String service) {}

    /** What everybody knows, what is under way, and what was really done. */
    private record World(
            Erasure erasure,
            Map<String, ErasureTask> tasks,
            Set<Parcel> underWay,
            Set<String> keysGone,
            Set<String> cleaned) {
        World {
            tasks = Map.copyOf(tasks);
            underWay = Set.copyOf(underWay);
            keysGone = Set.copyOf(keysGone);
            cleaned = Set.copyOf(cleaned);
        }

        boolean isOver() {
            return erasure.isCompleted();
        }
    }

    /** How the world is; all but the first are seeded faults. */
    private enum Variant {
        AS_BUILT,
        WITHOUT_WATCHDOG,
        KEYS_CONFIRMED_UNDONE
    }

    @Test
    @Promise("P-32")
    void everyInterleavingReachesTheCertificateAndNoneTooEarly() {
        Map<World, List<World>> all = explore(Variant.AS_BUILT);

        assertThat(all.size()).as("worlds").isGreaterThan(1_000);
        assertThat(stuck(all)).isEmpty();
        assertThat(all.keySet()).noneMatch(ErasureModelTest::isWrong);
    }

    @Test
    void theCheckerFindsThatWithoutTheWatchdogALossIsForEver() {
        assertThat(stuck(explore(Variant.WITHOUT_WATCHDOG))).isNotEmpty();
    }

    @Test
    void theCheckerFindsAServiceThatConfirmsBeforeItHasDone() {
        assertThat(explore(Variant.KEYS_CONFIRMED_UNDONE).keySet())
                .anyMatch(ErasureModelTest::isWrong);
    }

    /** Something was cleaned before all keys were gone, or certified before all was done. */
    private static boolean isWrong(World world) {
        boolean allKeys = world.keysGone().containsAll(SERVICES);
        return (!world.cleaned().isEmpty() && !allKeys)
                || (world.isOver() && !(allKeys && world.cleaned().containsAll(SERVICES)));
    }

    private static Map<World, List<World>> explore(Variant variant) {
        var all = new HashMap<World, List<World>>();
        var open = new ArrayDeque<World>();
        for (boolean held : List.of(false, true)) {
            open.add(
                    after(
                            new World(
                                    erasure(held).state(), Map.of(), Set.of(), Set.of(), Set.of()),
                            erasure(held)));
        }
        while (!open.isEmpty()) {
            World world = open.poll();
            if (!all.containsKey(world)) {
                List<World> next = next(world, variant);
                all.put(world, next);
                open.addAll(next);
            }
        }
        return all;
    }

    /** From where no certificate can be reached, whatever goes well from then on. */
    private static Set<World> stuck(Map<World, List<World>> all) {
        var before = new HashMap<World, List<World>>();
        all.forEach(
                (world, next) ->
                        next.forEach(
                                one ->
                                        before.computeIfAbsent(one, _ -> new ArrayList<>())
                                                .add(world)));
        var reaching = new HashSet<World>();
        var open = new ArrayDeque<>(all.keySet().stream().filter(World::isOver).toList());
        while (!open.isEmpty()) {
            World world = open.poll();
            if (reaching.add(world)) {
                open.addAll(before.getOrDefault(world, List.of()));
            }
        }
        var stuck = new HashSet<>(all.keySet());
        stuck.removeAll(reaching);
        return stuck;
    }

    private static Change<Erasure> erasure(boolean held) {
        return Erasure.requested(PERSON, Set.copyOf(SERVICES), List.of(), held, NOW, RECORD);
    }

    private static List<World> next(World world, Variant variant) {
        var next = new ArrayList<World>();
        /* The hold ends; the watchdog looks, much later. */
        next.add(after(world, world.erasure().released(NOW, RECORD)));
        if (variant != Variant.WITHOUT_WATCHDOG) {
            next.add(after(world, world.erasure().overdue(LATER)));
        }
        /* Everything that is under way is lost. */
        next.add(
                new World(
                        world.erasure(),
                        world.tasks(),
                        Set.of(),
                        world.keysGone(),
                        world.cleaned()));
        /* Anything under way arrives, and may arrive again. */
        for (Parcel parcel : world.underWay()) {
            next.add(
                    parcel.order()
                            ? ordered(world, parcel.service(), parcel.step())
                            : confirmed(world, parcel.service(), parcel.step()));
        }
        SERVICES.forEach(service -> next.addAll(works(world, service, variant)));
        return next;
    }

    private static World ordered(World world, String service, ErasureStep step) {
        var order = new ErasureOrdered(world.erasure().id(), PERSON, step, Set.of(), NOW);
        return after(
                world,
                service,
                ErasureTask.ordered(
                        Optional.ofNullable(world.tasks().get(service)), order, service, NOW));
    }

    private static World confirmed(World world, String service, ErasureStep step) {
        var confirmation =
                new ErasureConfirmed(world.erasure().id(), PERSON, service, step, 1, Set.of(), NOW);
        return after(
                world,
                world.erasure()
                        .confirmed(
                                confirmation,
                                NOW,
                                new Erasure.Notary() {
                                    @Override
                                    public Erasure.Certificate certify(Erasure completed) {
                                        return new Erasure.Certificate("note", "digest");
                                    }

                                    @Override
                                    public AuditRecorded record(
                                            Erasure completed, Erasure.Certificate certificate) {
                                        return RECORD;
                                    }
                                }));
    }

    /** A service does its work and notes it, or does it and dies before it is noted. */
    private static List<World> works(World world, String service, Variant variant) {
        ErasureTask task = world.tasks().get(service);
        if (task == null) {
            return List.of();
        }
        return switch (task.state()) {
            case DESTROYING -> {
                World done =
                        variant == Variant.KEYS_CONFIRMED_UNDONE
                                ? world
                                : did(world, service, true);
                yield List.of(done, after(done, service, task.destroyed(Set.of(), NOW)));
            }
            case WAITING_OUT ->
                    List.of(
                            after(world, service, task.sealed(service, NOW, RECORD)),
                            after(world, service, task.sealed(service, LATER, RECORD)));
            case CLEANING -> {
                World done = did(world, service, false);
                yield List.of(done, after(done, service, task.cleaned(1, service, NOW, RECORD)));
            }
            case SEALED, CLEANED -> List.of();
        };
    }

    private static World did(World world, String service, boolean keys) {
        var keysGone = new HashSet<>(world.keysGone());
        var cleaned = new HashSet<>(world.cleaned());
        (keys ? keysGone : cleaned).add(service);
        return new World(world.erasure(), world.tasks(), world.underWay(), keysGone, cleaned);
    }

    private static World after(World world, Change<Erasure> change) {
        return new World(
                timeless(change.state()),
                world.tasks(),
                with(world.underWay(), change.events()),
                world.keysGone(),
                world.cleaned());
    }

    private static World after(World world, String service, Change<ErasureTask> change) {
        var tasks = new HashMap<>(world.tasks());
        tasks.put(service, timeless(change.state()));
        return new World(
                world.erasure(),
                tasks,
                with(world.underWay(), change.events()),
                world.keysGone(),
                world.cleaned());
    }

    private static Set<Parcel> with(Set<Parcel> underWay, List<? extends Event> events) {
        var all = new HashSet<>(underWay);
        for (Event event : events) {
            if (event instanceof ErasureOrdered order) {
                SERVICES.forEach(service -> all.add(new Parcel(true, order.step(), service)));
            } else if (event instanceof ErasureConfirmed confirmation) {
                all.add(new Parcel(false, confirmation.step(), confirmation.service()));
            }
        }
        return all;
    }

    /** Time goes on, so that the watchdog's moment always comes. */
    private static Erasure timeless(Erasure one) {
        return new Erasure(
                one.id(),
                one.accountId(),
                one.state(),
                one.requestedAt(),
                one.services(),
                one.subscriberIds(),
                one.kept(),
                one.nextOrder() == null ? null : NOW,
                one.keysDestroyedAt() == null ? null : NOW,
                one.completedAt() == null ? null : NOW,
                one.certificate());
    }

    private static ErasureTask timeless(ErasureTask one) {
        return one.due() == null || one.state() == ErasureTask.State.WAITING_OUT
                ? one
                : new ErasureTask(
                        one.id(),
                        one.accountId(),
                        one.state(),
                        one.subscriberIds(),
                        one.records(),
                        NOW);
    }
}
