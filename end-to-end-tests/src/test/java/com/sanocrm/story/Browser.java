package com.sanocrm.story;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Debian's Chromium without a window, by its DevTools protocol: one page, driven as a person would,
 * through the accessible surface of the browser (keys and clicks), and looked at by script.
 */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> told = new ArrayBlockingQueue<>(10_000);
    private final List<String> requested = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private int calls;

    /** The program; empty on a machine without it. */
    static Optional<Path> program() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    Browser(Path program, int width, int height) throws Exception {
        profile = Files.createTempDirectory("chromium");
        process =
                new ProcessBuilder(
                                program.toString(),
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--no-first-run",
                                "--disable-extensions",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile,
                                "about:blank")
                        .redirectErrorStream(true)
                        .redirectOutput(profile.resolve("log.txt").toFile())
                        .start();
        int port = port();
        HttpClient http = HttpClient.newHttpClient();
        JsonNode pages =
                Gateway.JSON.readTree(
                        http.send(
                                        java.net.http.HttpRequest.newBuilder(
                                                        URI.create(
                                                                "http://127.0.0.1:"
                                                                        + port
                                                                        + "/json/list"))
                                                .build(),
                                        java.net.http.HttpResponse.BodyHandlers.ofString())
                                .body());
        socket =
                http.newWebSocketBuilder()
                        .buildAsync(
                                URI.create(pages.path(0).path("webSocketDebuggerUrl").asString("")),
                                new Listener())
                        .get(10, TimeUnit.SECONDS);
        call("Page.enable", Map.of());
        call("Network.enable", Map.of());
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 600));
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                JsonNode message = Gateway.JSON.readTree(part.toString());
                if (message.has("id")) {
                    told.add(message);
                } else if (message.path("method")
                        .asString("")
                        .equals("Network.requestWillBeSent")) {
                    requested.add(message.path("params").path("request").path("url").asString(""));
                }
                part.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private int port() throws Exception {
        Path file = profile.resolve("DevToolsActivePort");
        return Checks.await(
                "Chromium",
                () ->
                        Files.exists(file) && !Files.readAllLines(file).isEmpty()
                                ? Optional.of(Integer.parseInt(Files.readAllLines(file).getFirst()))
                                : Optional.empty());
    }

    JsonNode call(String method, Map<String, ?> parameters) throws InterruptedException {
        int id = ++calls;
        socket.sendText(
                        Gateway.JSON.writeValueAsString(
                                Map.of("id", id, "method", method, "params", parameters)),
                        true)
                .join();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            JsonNode next = told.poll(1, TimeUnit.SECONDS);
            if (next != null && next.path("id").asInt(-1) == id) {
                Checks.demand(!next.has("error"), method + ": " + next.path("error"));
                return next.path("result");
            }
        }
        throw new IllegalStateException("Chromium does not answer " + method);
    }

    void open(String url) throws InterruptedException {
        call("Page.navigate", Map.of("url", url));
    }

    /** The value of an expression in the page. */
    JsonNode ask(String expression) throws InterruptedException {
        return ask(expression, Map.of());
    }

    /** The same in the first frame of the page, which a script of the page could not look into. */
    JsonNode askFrame(String expression) throws Exception {
        String frame =
                Checks.await(
                        "a frame",
                        () -> {
                            JsonNode id =
                                    call("Page.getFrameTree", Map.of())
                                            .path("frameTree")
                                            .path("childFrames")
                                            .path(0)
                                            .path("frame")
                                            .path("id");
                            return id.isMissingNode()
                                    ? Optional.empty()
                                    : Optional.of(id.asString(""));
                        });
        int context =
                call("Page.createIsolatedWorld", Map.of("frameId", frame))
                        .path("executionContextId")
                        .asInt();
        return ask(expression, Map.of("contextId", context));
    }

    private JsonNode ask(String expression, Map<String, ?> where) throws InterruptedException {
        var parameters = new HashMap<String, Object>(where);
        parameters.put("expression", expression);
        parameters.put("returnByValue", true);
        JsonNode answer = call("Runtime.evaluate", parameters);
        Checks.demand(
                !answer.has("exceptionDetails"),
                expression + ": " + answer.path("exceptionDetails"));
        return answer.path("result").path("value");
    }

    void await(String expression) throws Exception {
        Checks.awaitThat(expression, () -> ask(expression).asBoolean(false));
    }

    void awaitInFrame(String expression) throws Exception {
        Checks.awaitThat(expression, () -> askFrame(expression).asBoolean(false));
    }

    /** Everything that the page and its frames asked for. */
    List<String> requested() {
        return List.copyOf(requested);
    }

    byte[] picture() throws InterruptedException {
        return Base64.getDecoder()
                .decode(
                        call(
                                        "Page.captureScreenshot",
                                        Map.of("format", "png", "captureBeyondViewport", true))
                                .path("data")
                                .asString(""));
    }

    List<String> cookies() throws InterruptedException {
        return call("Network.getAllCookies", Map.of())
                .path("cookies")
                .valueStream()
                .map(JsonNode::toString)
                .toList();
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> all = Files.walk(profile)) {
            all.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
