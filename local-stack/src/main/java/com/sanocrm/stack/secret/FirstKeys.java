package com.sanocrm.stack.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the keysets in a directory once; what is there stays. Half of them is an error. */
final class FirstKeys {
    private FirstKeys() {}

    static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        long there =
                Keysets.expected().stream()
                        .filter(file -> Files.exists(directory.resolve(file)))
                        .count();
        if (there == 0) {
            Keysets.create(directory);
        } else if (there < Keysets.expected().size()) {
            System.err.println(directory + " holds only a part of the keysets; restore the rest.");
            System.exit(1);
        }
    }
}
