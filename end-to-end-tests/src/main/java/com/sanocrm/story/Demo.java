package com.sanocrm.story;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * {@code ./sano demo}: tells the main story on the running stack; the exit code is 0 only if all of
 * it held.
 */
public final class Demo {
    private Demo() {}

    /**
     * @param arguments the project's directory
     */
    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            new MainStory(new Stack(Path.of(arguments[0])), new Report(out)).tell();
        } catch (Exception failure) {
            out.println();
            out.println("The story broke: " + Report.said(failure));
            if (!(failure instanceof Checks.BrokenPromiseException)) {
                failure.printStackTrace(out);
            }
            out.println("See ./sano status and ./sano logs <service>.");
            System.exit(1);
        }
    }
}
