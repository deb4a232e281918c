package com.sanocrm.story;

import com.sanocrm.platform.test.Promise;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The story of {@code ./sano demo}. */
@ExtendWith(RunningStack.class)
class MainStoryIT {
    @Test
    @Promise({
        "P-01", "P-03", "P-05", "P-06", "P-07", "P-21", "P-24", "P-25", "P-29", "P-32", "P-33",
        "P-34", "P-35", "P-38", "P-45"
    })
    void theMainStoryHolds() throws Exception {
        new MainStory(
                        RunningStack.STACK,
                        new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8)))
                .tell();
    }
}
