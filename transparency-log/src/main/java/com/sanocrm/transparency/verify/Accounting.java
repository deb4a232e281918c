package com.sanocrm.transparency.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sanocrm.transparency.Checkpoint;
import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.Proofs;
import com.sanocrm.transparency.SignedNote;
import com.sanocrm.transparency.VerificationKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One person's records of all logs, each proved to be in its log, and none left out: a file of
 * lines, each a flat JSON object. The first names the person, then each log's checkpoint is
 * followed by the records in the log's order, and the last counts them.
 */
public final class Accounting {
    /** A checkpoint or a leaf with all its characters escaped, and a proof. */
    private static final int MAX_LINE = 1 << 20;

    private final BufferedReader lines;
    private final VerificationKey key;

    private final Set<String> logs = new HashSet<>();
    private String person = "";
    private @Nullable Checkpoint checkpoint;
    private PersonsRecords records = new PersonsRecords();
    private long before;
    private long count;
    private long unnumbered;

    /**
     * @param key of any of the platform's logs
     */
    public Accounting(BufferedReader lines, VerificationKey key) {
        this.lines = lines;
        this.key = key;
    }

    /** What was found true. */
    public record Account(String person, int logs, long records, long unnumbered) {}

    /**
     * Verifies the file.
     *
     * @throws Contradiction if a record is not in its log, or one is missing
     * @throws IllegalArgumentException if it is no accounting
     */
    public Account verify() throws Contradiction, IOException {
        person = string(next(), "accounting");
        before = -1;
        while (true) {
            Map<String, Object> line = next();
            if (line.containsKey("checkpoint")) {
                endLog();
                beginLog(string(line, "log"), SignedNote.parse(string(line, "checkpoint")));
            } else if (line.containsKey("leaf")) {
                add(line);
            } else {
                endLog();
                end(line);
                return new Account(person, logs.size(), count, unnumbered);
            }
        }
    }

    private void beginLog(String log, SignedNote note) throws Contradiction {
        checkpoint = Checkpoint.parse(note.text());
        if (!logs.add(log) || !checkpoint.origin().endsWith("/" + log)) {
            throw new Contradiction("the log " + log + " comes twice, or under another name");
        }
        if (!note.isSignedBy(key.forSibling(checkpoint.origin()))) {
            throw new Contradiction("the checkpoint of " + log + " has no valid signature");
        }
        records = new PersonsRecords();
        before = -1;
    }

    private void add(Map<String, Object> line) throws Contradiction {
        if (checkpoint == null) {
            throw new IllegalArgumentException("a record comes before its log's checkpoint");
        }
        byte[] text = string(line, "leaf").getBytes(UTF_8);
        long index = number(line, "index");
        String where = "record " + index + " of " + checkpoint.origin();
        String path = string(line, "proof");
        List<Hash> proof =
                path.isEmpty()
                        ? List.of()
                        : Stream.of(path.split(",", -1)).map(Hash::ofBase64).toList();
        if (index <= before
                || !Proofs.inclusion(
                        Hash.ofLeaf(text), index, checkpoint.size(), checkpoint.root(), proof)) {
            throw new Contradiction(where + " is not in the log at this index, or not in order");
        }
        before = index;
        try {
            LeafText leaf = LeafText.parse(text);
            if (!person.equals(leaf.subjectId())) {
                throw new Contradiction("is about somebody else");
            }
            records.add(leaf);
        } catch (Contradiction e) {
            throw new Contradiction(where + " " + e.getMessage());
        }
        count++;
    }

    private void endLog() {
        unnumbered += records.isNumbered() ? 0 : records.count();
        records = new PersonsRecords();
    }

    private void end(Map<String, Object> line) throws Contradiction, IOException {
        if (number(line, "records") != count || number(line, "logs") != logs.size()) {
            throw new Contradiction("there are not as many records as the last line says");
        }
        if (lines.read() >= 0) {
            throw new IllegalArgumentException("something follows the last line");
        }
    }

    private Map<String, Object> next() throws IOException {
        var line = new StringBuilder();
        int c = lines.read();
        while (c >= 0 && c != '\n') {
            line.append((char) c);
            if (line.length() > MAX_LINE) {
                throw new IllegalArgumentException("a line is longer than any of an accounting");
            }
            c = lines.read();
        }
        if (c < 0) {
            throw new IllegalArgumentException("the file ends before its last line");
        }
        return FlatJson.parse(line.toString());
    }

    private static String string(Map<String, Object> line, String name) {
        if (line.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("not an accounting: no " + name + " where one is due");
    }

    private static long number(Map<String, Object> line, String name) {
        if (line.get(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("not an accounting: no " + name + " where one is due");
    }
}
