package com.sanocrm.stack;

import com.sanocrm.stack.process.MemberStatus;
import com.sanocrm.stack.process.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Exit code 0 only if everything that was started is ready. */
final class StatusCommand {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StatusCommand() {}

    static int run(Context context, List<String> args) throws IOException {
        if (!context.launcher().isUp()) {
            System.out.println("The local stack is not up. ./sano up starts it.");
            return 1;
        }
        String answer = String.join("\n", context.launcher().order("status"));
        if (args.contains("--json")) {
            System.out.println(answer);
        }
        List<MemberStatus> members = Arrays.asList(JSON.readValue(answer, MemberStatus[].class));
        if (!args.contains("--json")) {
            print(context, members);
        }
        return members.stream().allMatch(member -> member.state() == State.READY) ? 0 : 1;
    }

    private static void print(Context context, List<MemberStatus> members) throws IOException {
        System.out.printf(
                "%-14s %-11s %7s %8s %8s  %s%n", "", "state", "pid", "start", "memory", "ports");
        long total = 0;
        for (MemberStatus member : members) {
            long resident = residentMebibytes(member.pid());
            total += resident;
            System.out.printf(
                    "%-14s %-11s %7s %8s %8s  %s%n",
                    member.name(),
                    member.state().name().toLowerCase(Locale.ROOT),
                    member.pid() == 0 ? "" : member.pid(),
                    member.readyAfterMillis() == 0
                            ? ""
                            : "%.1f s".formatted(member.readyAfterMillis() / 1000.0),
                    resident == 0 ? "" : resident + " MiB",
                    member.reason().isEmpty()
                            ? member.ports().stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(" "))
                            : member.reason());
        }
        System.out.printf("%-14s %-11s %7s %8s %8s%n", "", "", "", "", total + " MiB");
        System.out.println("\nGateway " + context.ports().gatewayUrl());
        System.out.println("Mail    " + context.ports().mailPageUrl());
    }

    /** 0 where the system does not tell. */
    private static long residentMebibytes(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .sum();
    }
}
