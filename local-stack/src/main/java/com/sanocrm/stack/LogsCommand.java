package com.sanocrm.stack;

import com.sanocrm.stack.place.Complaint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The end of a process's log, and what comes. */
final class LogsCommand {
    private static final int SHOWN_BYTES = 64 << 10;
    private static final long POLL_MILLIS = 300;

    private LogsCommand() {}

    static int run(Context context, List<String> args) throws Exception {
        List<String> names = new ArrayList<>(args);
        boolean follow = names.removeIf(Set.of("--follow", "-f")::contains);
        Path log = context.home().log(Context.only(names, "logs <service> [--follow]"));
        if (!Files.exists(log)) {
            throw new Complaint("There is no log " + log + ".", "There are: " + known(context));
        }
        long position = Math.max(0, Files.size(log) - SHOWN_BYTES);
        do {
            position = print(log, position);
            if (follow) {
                Thread.sleep(POLL_MILLIS);
            }
        } while (follow);
        return 0;
    }

    private static String known(Context context) throws IOException {
        Path logs = context.home().directory().resolve("logs");
        if (!Files.isDirectory(logs)) {
            return "none yet, ./sano up was never called.";
        }
        try (var files = Files.list(logs)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .map(name -> name.substring(0, name.length() - ".log".length()))
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }

    /** Prints what is in the file from there on, and returns where it ended. */
    static long print(Path log, long from) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long size = file.length();
            if (size <= from) {
                return size;
            }
            byte[] bytes = new byte[(int) Math.min(size - from, 1 << 20)];
            file.seek(from);
            file.readFully(bytes);
            System.out.print(new String(bytes, StandardCharsets.UTF_8));
            System.out.flush();
            return from + bytes.length;
        }
    }
}
