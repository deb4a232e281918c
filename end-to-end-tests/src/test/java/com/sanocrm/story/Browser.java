package com.sanocrm.story;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;

/** Chromium without a window and with a profile of its own: one page, driven and looked at. */
final class Browser implements AutoCloseable {
    private static final int PHONE = 600;

    private final Process process;
    private final Path profile;
    private final DevTools tools;

    /** A browser with a page of that size; the test is passed over on a machine without one. */
    static Browser open(int width, int height) throws Exception {
        Path program =
                Stream.of(
                                "/usr/bin/chromium",
                                "/usr/bin/chromium-browser",
                                "/usr/bin/google-chrome")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseGet(
                                () ->
                                        Assumptions.abort(
                                                "There is no Chromium on this machine, so nothing was tried in a browser: apt-get install chromium"));
        return new Browser(program, width, height);
    }

    private Browser(Path program, int width, int height) throws Exception {
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
        var http = HttpClient.newHttpClient();
        tools = new DevTools(http, page(http));
        tools.call("Page.enable", Map.of());
        tools.call("Network.enable", Map.of());
        tools.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < PHONE));
    }

    private URI page(HttpClient http) throws Exception {
        Path port = profile.resolve("DevToolsActivePort");
        URI list =
                Checks.await(
                        "Chromium",
                        () ->
                                Files.exists(port)
                                        ? Files.readAllLines(port).stream()
                                                .findFirst()
                                                .map(
                                                        one ->
                                                                "http://127.0.0.1:"
                                                                        + one
                                                                        + "/json/list")
                                                .map(URI::create)
                                        : Optional.empty());
        return Checks.await(
                "a page",
                () ->
                        Gateway.JSON
                                .readTree(
                                        http.send(
                                                        HttpRequest.newBuilder(list).build(),
                                                        BodyHandlers.ofString())
                                                .body())
                                .valueStream()
                                .filter(one -> one.path("type").asString("").equals("page"))
                                .map(one -> one.path("webSocketDebuggerUrl").asString(""))
                                .map(URI::create)
                                .findFirst());
    }

    void go(String url) throws Exception {
        tools.call("Page.navigate", Map.of("url", url));
    }

    /** The value of an expression in the page. */
    JsonNode ask(String expression) throws Exception {
        return ask(expression, Map.of());
    }

    /** The same in the first frame of the page, which a script of the page could not look into. */
    JsonNode askFrame(String expression) throws Exception {
        int world =
                tools.call(
                                "Page.createIsolatedWorld",
                                Map.of("frameId", Checks.await("a frame", this::frame)))
                        .path("executionContextId")
                        .asInt();
        return ask(expression, Map.of("contextId", world));
    }

    private Optional<String> frame() throws Exception {
        return tools.call("Page.getFrameTree", Map.of())
                .path("frameTree")
                .path("childFrames")
                .valueStream()
                .map(one -> one.path("frame").path("id").asString(""))
                .findFirst();
    }

    private JsonNode ask(String expression, Map<String, ?> where) throws Exception {
        var parameters = new HashMap<String, Object>(where);
        parameters.put("expression", expression);
        parameters.put("returnByValue", true);
        JsonNode answer = tools.call("Runtime.evaluate", parameters);
        Checks.demand(
                !answer.has("exceptionDetails"),
                expression + ": " + answer.path("exceptionDetails"));
        return answer.path("result").path("value");
    }

    void await(String expression) throws Exception {
        Checks.awaitThat(expression, () -> ask(expression).asBoolean(false));
    }

    /** A frame may be on its way from one page to the next: then it is looked at again. */
    void awaitInFrame(String expression) throws Exception {
        Checks.awaitThat(
                expression,
                () -> {
                    try {
                        return askFrame(expression).asBoolean(false);
                    } catch (Checks.BrokenPromiseException leaving) {
                        return false;
                    }
                });
    }

    /** Every address that the page and its frames asked for. */
    List<String> requested() {
        return tools.requested();
    }

    List<JsonNode> cookies() throws Exception {
        return tools.call("Network.getAllCookies", Map.of()).path("cookies").valueStream().toList();
    }

    /** The whole page as PNG. */
    void picture(Path file) throws Exception {
        JsonNode taken =
                tools.call(
                        "Page.captureScreenshot",
                        Map.of("format", "png", "captureBeyondViewport", true));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(taken.path("data").asString("")));
    }

    @Override
    public void close() throws IOException {
        tools.close();
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
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
