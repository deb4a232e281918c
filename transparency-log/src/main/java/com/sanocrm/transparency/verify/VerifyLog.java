package com.sanocrm.transparency.verify;

import com.sanocrm.transparency.Checkpoint;
import com.sanocrm.transparency.Cosignature;
import com.sanocrm.transparency.SignedNote;
import com.sanocrm.transparency.VerificationKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** {@code verify log}: whole logs, each a folder or an address. */
final class VerifyLog {
    static final Set<String> OPTIONS =
            Set.of("--key", "--known", "--save", "--token-file", "--complete", "--witness");

    private final Arguments arguments;
    private final VerificationKey key;
    private final PrintStream err;
    private final WholeLog.Records records = new WholeLog.Records();
    private final List<String> said = new ArrayList<>();

    VerifyLog(Arguments arguments, VerificationKey key, PrintStream err) {
        this.arguments = arguments;
        this.key = key;
        this.err = err;
    }

    /**
     * What was found true of the logs.
     *
     * @throws Contradiction if it is false
     */
    String verify() throws Contradiction, IOException {
        if (arguments.words().isEmpty()
                || (arguments.words().size() > 1 && arguments.options().containsKey("--save"))) {
            throw new IllegalArgumentException("one log at least, and one only with --save");
        }
        for (String place : arguments.words()) {
            verify(place);
        }
        said.add(
                "%d producers, %d of their numbers in none of these logs"
                        .formatted(records.producers(), records.missing()));
        String all = String.join("; ", said);
        if (records.missing() > 0 && isComplete()) {
            throw new Contradiction(all);
        }
        return all;
    }

    private boolean isComplete() {
        return switch (arguments.options().getOrDefault("--complete", "no")) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new IllegalArgumentException("--complete is yes or no");
        };
    }

    private void verify(String place) throws Contradiction, IOException {
        LogSource source = source(place);
        byte[] note = source.checkpoint();
        Checkpoint checkpoint = signed(Verify.text(note, place + ": the checkpoint"));
        int people =
                new WholeLog(source, checkpoint, known(checkpoint), records)
                        .verify(progress(checkpoint));
        if (source instanceof KeptLog kept) {
            kept.accept(note);
        }
        said.add(
                "%s holds %d leaves about %d people under root %s"
                        .formatted(
                                checkpoint.origin(),
                                checkpoint.size(),
                                people,
                                checkpoint.root().base64()));
    }

    private LogSource source(String place) {
        if (!place.matches("https?://.*")) {
            return new LogFolder(Path.of(place));
        }
        String token = arguments.options().get("--token-file");
        var remote = new RemoteLog(place, token == null ? null : Path.of(token));
        return kept().<LogSource>map(folder -> new KeptLog(remote, folder)).orElse(remote);
    }

    private Optional<LogFolder> kept() {
        return Optional.ofNullable(arguments.options().get("--save"))
                .map(folder -> new LogFolder(Path.of(folder)));
    }

    private Checkpoint signed(String text) throws Contradiction {
        var note = SignedNote.parse(text);
        var checkpoint = Checkpoint.parse(note.text());
        if (!note.isSignedBy(key.forSibling(checkpoint.origin()))) {
            throw new Contradiction("no valid signature of " + key.name());
        }
        for (VerificationKey witness : arguments.witnesses()) {
            if (Cosignature.find(note, witness).isEmpty()) {
                throw new Contradiction("no valid cosignature of " + witness.name());
            }
        }
        return checkpoint;
    }

    /** Checkpoints of this log from before: named ones, and the one of the folder of copies. */
    private List<Checkpoint> known(Checkpoint current) throws Contradiction, IOException {
        var files = new ArrayList<Path>();
        String named = arguments.options().get("--known");
        if (named != null) {
            List.of(named.split(",", -1)).forEach(name -> files.add(Path.of(name)));
        }
        kept().map(folder -> folder.folder().resolve("checkpoint"))
                .filter(Files::exists)
                .ifPresent(files::add);
        var known = new ArrayList<Checkpoint>();
        for (Path file : files) {
            var note = SignedNote.parse(Verify.read(file));
            var earlier = Checkpoint.parse(note.text());
            if (!earlier.origin().equals(current.origin())) {
                continue;
            }
            if (!note.isSignedBy(key.forSibling(earlier.origin()))) {
                throw new Contradiction(file + " has no valid signature of " + key.name());
            }
            known.add(earlier);
        }
        return known;
    }

    /** A line each second. */
    private LongConsumer progress(Checkpoint checkpoint) {
        long begin = System.nanoTime();
        long[] told = {begin};
        return leaves -> {
            long now = System.nanoTime();
            if (now - told[0] >= TimeUnit.SECONDS.toNanos(1)) {
                told[0] = now;
                err.printf(
                        "%s: %,d of %,d leaves after %d s%n",
                        checkpoint.origin(),
                        leaves,
                        checkpoint.size(),
                        TimeUnit.NANOSECONDS.toSeconds(now - begin));
            }
        };
    }
}
