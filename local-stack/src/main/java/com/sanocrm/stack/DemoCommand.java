package com.sanocrm.stack;

import java.util.List;

/** Tells the main story on a stack that runs, or on one that is up only for it. */
final class DemoCommand {
    private DemoCommand() {}

    static int run(Context context, List<String> args) throws Exception {
        boolean wasUp = context.launcher().isUp();
        if (!wasUp) {
            int up = UpCommand.forDemo(context);
            if (up != 0) {
                return up;
            }
        }
        int told = Elsewhere.DEMO.run(context, List.of(context.home().root().toString()));
        if (!wasUp && !args.contains("--keep")) {
            Orders.down(context, List.of());
        }
        return told;
    }
}
