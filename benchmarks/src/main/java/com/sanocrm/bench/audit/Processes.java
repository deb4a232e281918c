package com.sanocrm.bench.audit;

import com.sanocrm.story.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The processor time that each process of the stack has used, by name. */
record Processes(Map<String, Duration> used) {
    /** Of Linux, on every machine that it runs on today. */
    private static final int TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;

    static Processes of(Stack stack) throws IOException, InterruptedException {
        var used = new HashMap<String, Duration>();
        for (JsonNode member :
                JsonMapper.builder().build().readTree(stack.sano("status", "--json").output())) {
            long pid = member.path("pid").asLong();
            if (pid > 0) {
                used.put(member.path("name").asString(), used(pid));
            }
        }
        return new Processes(used);
    }

    /** The fields after the command's name, which may hold spaces, are counted (proc(5)). */
    private static Duration used(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
        return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
    }

    /** Seconds of a process between that and this. */
    double secondsSince(Processes earlier, String name) {
        return used.getOrDefault(name, Duration.ZERO)
                        .minus(earlier.used.getOrDefault(name, Duration.ZERO))
                        .toMillis()
                / 1e3;
    }
}
