package com.sanocrm.stack;

import com.sanocrm.stack.place.Complaint;
import java.util.Arrays;
import java.util.List;

/** The launcher behind the {@code ./sano} script: {@code <command> <arguments>}. */
public final class Sano {
    private Sano() {}

    static void main(String[] args) {
        System.exit(run(List.of(args)));
    }

    /** Carries a command out and returns its exit code; what the user can put right is said. */
    private static int run(List<String> args) {
        try {
            String name = args.isEmpty() ? "help" : args.getFirst();
            Command command =
                    Arrays.stream(Command.values())
                            .filter(each -> each.word().equals(name))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new Complaint(
                                                    "There is no command " + name + ".",
                                                    "./sano help lists them."));
            return command.run(Context.here(), args.subList(Math.min(1, args.size()), args.size()));
        } catch (Complaint e) {
            System.err.println("sano: " + e.whatIsWrong());
            System.err.println("      " + e.advice());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        } catch (Exception e) {
            System.err.println("sano: this is a bug or a broken machine:");
            e.printStackTrace();
            return 70;
        }
    }
}
