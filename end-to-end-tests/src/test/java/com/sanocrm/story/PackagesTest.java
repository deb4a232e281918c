package com.sanocrm.story;

import com.sanocrm.platform.test.ArchitectureRules;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Here because all other modules are built before this one. */
class PackagesTest {
    @Test
    void noTwoPackagesNeedEachOther() throws IOException {
        ArchitectureRules.verifyPackages(Path.of(".."));
    }
}
