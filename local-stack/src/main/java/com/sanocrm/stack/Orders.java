package com.sanocrm.stack;

import java.io.IOException;
import java.util.List;

/** The commands that the running launcher carries out. */
final class Orders {
    private static final long POLL_MILLIS = 100;

    private Orders() {}

    static int down(Context context, List<String> args) throws IOException, InterruptedException {
        if (!context.launcher().isUp()) {
            System.out.println("The local stack is not up.");
            return 0;
        }
        context.launcher().order("down");
        while (context.launcher().isUp()) {
            Thread.sleep(POLL_MILLIS);
        }
        System.out.println(
                "The local stack is down. Its data stays in " + context.home().directory());
        return 0;
    }

    static int kill(Context context, List<String> args) throws IOException {
        String name = Context.only(args, "kill <service>");
        context.launcher().order("kill " + name);
        System.out.println("Killed " + name + "; the launcher starts it again.");
        return 0;
    }

    static int stop(Context context, List<String> args) throws IOException {
        String name = Context.only(args, "stop <service>");
        context.launcher().order("stop " + name);
        System.out.println("Stopped " + name + ".");
        return 0;
    }

    static int start(Context context, List<String> args) throws IOException {
        String name = Context.only(args, "start <service>");
        context.launcher().order("start " + name);
        System.out.println(name + " is ready.");
        return 0;
    }
}
