package com.sanocrm.witness;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.platform.test.Promise;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program, killed while it co-signs. */
class KilledWitnessTests {
    private static final int KILLS = System.getenv("SANO_SOAK") == null ? 2 : 50;

    private final TestLog log = TestLog.of("localhost/audit/platform");
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir private Path directory;

    @Test
    @Promise("P-35")
    void whatWasCosignedIsNeverForgotten() throws Exception {
        Files.writeString(directory.resolve(Witness.LOGS), log.key() + "\n");
        int size = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process witness = start();
            URI address = address(witness);
            int known = size;
            int seen =
                    Integer.parseInt(
                            add(address, log.request(0, 0))
                                    .body()
                                    .strip()
                                    .replaceAll("^\\D.*", "0"));
            // The last answer may have been lost on its way.
            assertThat(seen).isBetween(known, known + 1);
            size = seen;
            killSoon(witness);
            try {
                while (size < 299
                        && add(address, log.request(size, size + 1)).statusCode() == 200) {
                    size++;
                }
            } catch (IOException killed) {
                assertThat(witness.waitFor(10, TimeUnit.SECONDS)).isTrue();
            }
            witness.destroyForcibly().waitFor();
        }
        assertThat(size).isPositive();
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Witness.class.getName(),
                        "--directory",
                        directory.toString(),
                        "--port",
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static URI address(Process witness) throws IOException {
        BufferedReader said = witness.inputReader();
        assertThat(said.readLine()).startsWith("localhost/witness+");
        var port = Pattern.compile("port (\\d+)").matcher(said.readLine());
        assertThat(port.find()).isTrue();
        return URI.create("http://127.0.0.1:%s/add-checkpoint".formatted(port.group(1)));
    }

    private static void killSoon(Process witness) {
        Executor soon =
                CompletableFuture.delayedExecutor(
                        ThreadLocalRandom.current().nextInt(50, 300), TimeUnit.MILLISECONDS);
        soon.execute(witness::destroyForcibly);
    }

    private HttpResponse<String> add(URI address, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(address).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }
}
