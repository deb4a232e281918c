package com.sanocrm.transparency.verify;

import com.sanocrm.transparency.Checkpoint;
import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.VerificationKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** A command line of {@code --name value} (or {@code --name=value}) and plain words. */
record Arguments(Map<String, String> options, List<String> words) {

    static Arguments parse(List<String> line, Set<String> known) {
        var options = new HashMap<String, String>();
        var words = new ArrayList<String>();
        var rest = line.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (!word.startsWith("--")) {
                words.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!known.contains(name)) {
                throw new IllegalArgumentException("unknown option " + name);
            }
            if (equals < 0 && !rest.hasNext()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            String value = equals < 0 ? rest.next() : word.substring(equals + 1);
            if (options.put(name, value) != null) {
                throw new IllegalArgumentException(name + " is given twice");
            }
        }
        return new Arguments(options, words);
    }

    String required(String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    void requireWords(int count) {
        if (words.size() != count) {
            throw new IllegalArgumentException(count == 0 ? "only options are known" : "one file");
        }
    }

    long count(String name) {
        return read(name, Checkpoint::parseCount);
    }

    Hash hash(String name) {
        return read(name, Hash::ofBase64);
    }

    /** Hashes separated by commas; an empty or absent value is the empty proof. */
    List<Hash> proof() {
        String value = options.getOrDefault("--proof", "");
        return value.isEmpty()
                ? List.of()
                : read(
                        "--proof",
                        text -> List.of(text.split(",", -1)).stream().map(Hash::ofBase64).toList());
    }

    /** Vkeys separated by commas; none if the option is absent. */
    List<VerificationKey> witnesses() {
        return options.containsKey("--witness")
                ? read(
                        "--witness",
                        text ->
                                Stream.of(text.split(",", -1))
                                        .map(VerificationKey::parseWitness)
                                        .toList())
                : List.of();
    }

    private <T> T read(String name, Function<String, T> reader) {
        try {
            return reader.apply(required(name));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }
}
