package com.sanocrm.platform.test;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.sanocrm.mongodb.Contract;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bson.BsonDocument;

/**
 * What the services under test send to their store, each kind of command once. What a test itself
 * sends is its own affair.
 */
final class SentCommands implements CommandListener {
    /** Of the services in this JVM. */
    static final SentCommands OF_SERVICES = new SentCommands(SentCommands::isOfAService);

    private static final StackWalker STACK =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final int FRAMES_SHOWN = 3;

    private final Map<String, Sent> kinds = new ConcurrentSkipListMap<>();
    private final Predicate<Class<?>> watched;

    /**
     * @param watched whose commands these are: the class of our own that is nearest to the driver
     */
    SentCommands(Predicate<Class<?>> watched) {
        this.watched = watched;
    }

    /**
     * A command, the first of its kind.
     *
     * @param place who sent it, the callee first
     */
    record Sent(String database, BsonDocument command, String place) {}

    @Override
    public void commandStarted(CommandStartedEvent event) {
        String place = place();
        if (place.isEmpty()) {
            return;
        }
        BsonDocument command = event.getCommand().clone();
        String kind = command.getFirstKey() + shape(command) + place;
        kinds.putIfAbsent(kind, new Sent(event.getDatabaseName(), command, place));
    }

    /** A line for each term that the contract does not have. */
    Set<String> outsideTheContract() {
        var lines = new TreeSet<String>();
        kinds.values()
                .forEach(
                        sent ->
                                Contract.outside(sent.command())
                                        .forEach(term -> lines.add(term + " by " + sent.place())));
        return lines;
    }

    /** The kinds of commands up to now, which it forgets. */
    List<Sent> drain() {
        var sent = List.copyOf(kinds.values());
        kinds.clear();
        return sent;
    }

    /** Empty where what is nearest to the driver is not watched. */
    private String place() {
        return STACK.walk(
                frames ->
                        frames.filter(frame -> isOurs(frame.getDeclaringClass()))
                                .takeWhile(frame -> watched.test(frame.getDeclaringClass()))
                                .limit(FRAMES_SHOWN)
                                .map(
                                        f ->
                                                f.getDeclaringClass().getSimpleName()
                                                        + "."
                                                        + f.getMethodName())
                                .collect(Collectors.joining(" < ")));
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("com.sanocrm.") && type != SentCommands.class;
    }

    private static boolean isOfAService(Class<?> type) {
        var source = type.getProtectionDomain().getCodeSource();
        return source == null || !source.getLocation().getPath().contains("test-classes");
    }

    /** The fields and operators without their values. */
    private static String shape(Object value) {
        return switch (value) {
            case Map<?, ?> fields ->
                    fields.entrySet().stream()
                            .filter(field -> !field.getKey().equals("documents"))
                            .map(field -> field.getKey() + shape(field.getValue()))
                            .collect(Collectors.joining(",", "{", "}"));
            case List<?> elements ->
                    elements.stream()
                            .map(SentCommands::shape)
                            .distinct()
                            .collect(Collectors.joining(",", "[", "]"));
            default -> "";
        };
    }
}
