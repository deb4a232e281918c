package com.sanocrm.stack;

import com.sanocrm.stack.place.Complaint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Deletes {@code .sano}, after it was asked for twice. */
final class ResetCommand {
    private ResetCommand() {}

    static int run(Context context, List<String> args) throws IOException {
        Path directory = context.home().directory();
        if (context.launcher().isUp()) {
            throw new Complaint("The local stack is up.", "Call ./sano down first.");
        }
        if (!Files.exists(directory)) {
            System.out.println("There is nothing to delete.");
            return 0;
        }
        if (!Files.exists(context.home().lock())) {
            throw new Complaint(
                    directory + " was not made by the local stack.", "Delete it yourself.");
        }
        if (!args.contains("--yes")) {
            System.out.printf(
                    "This deletes %s: all accounts, messages, keys and logs of the local stack.%n"
                            + "Type yes to go on: ",
                    directory);
            System.out.flush();
            String answer =
                    new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))
                            .readLine();
            if (!"yes".equals(answer)) {
                System.out.println("Nothing was deleted.");
                return 1;
            }
        }
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        System.out.println("Deleted " + directory + ". ./sano up starts anew.");
        return 0;
    }
}
