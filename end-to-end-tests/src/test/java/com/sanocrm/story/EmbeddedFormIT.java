package com.sanocrm.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.platform.test.Promise;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The registration form on a clinic's own site, in a real browser. */
@ExtendWith(RunningStack.class)
class EmbeddedFormIT {
    private static final int DESKTOP = 1280;
    private static final int PHONE = 375;
    private static final int HEIGHT = 900;
    private static final String PASSWORD = "a sentence is a good password";

    private final Stack stack = RunningStack.STACK;
    private final Gateway gateway = stack.gateway();
    private HttpServer clinic;
    private HttpServer stranger;

    @BeforeEach
    void theClinicHasASiteAndSoHasAStranger() throws Exception {
        clinic = server();
        stranger = server();
        String partner =
                stack.credentials().path("partners").path("clinic").path("partnerId").asString();
        Answer form =
                gateway.put(
                                stack.person("partner-admin"),
                                "/partners/" + partner + "/registration-form",
                                "{\"allowedOrigins\": [\"%s\"]}".formatted(site(clinic)))
                        .expect(200, "the clinic's origin");
        for (HttpServer site : List.of(clinic, stranger)) {
            serve(site, "/en", page("en", "Join our clinic", form.text("snippet")));
            serve(site, "/ar", page("ar", "انضم إلى عيادتنا", form.text("snippet")));
            serve(
                    site,
                    "/frame",
                    page(
                            "en",
                            "Copied",
                            "<iframe referrerpolicy=\"origin\" src=\"%s\"></iframe>"
                                    .formatted(
                                            gateway.base()
                                                    .resolve("/embed/" + partner + "/form"))));
        }
    }

    @AfterEach
    void close() {
        clinic.stop(0);
        stranger.stop(0);
    }

    private static HttpServer server() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        return server;
    }

    private static String site(HttpServer server) {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private static void serve(HttpServer server, String path, String page) {
        server.createContext(
                path,
                exchange -> {
                    byte[] body = page.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
    }

    private static String page(String language, String title, String embedded) {
        return """
        <!doctype html><html lang="%s" dir="%s"><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title>
        <style>body { font-family: sans-serif; margin: 0; background: #eef2f7 } h1 { text-align: center }</style>
        <body><h1>%s</h1>%s</body></html>"""
                .formatted(language, language.equals("ar") ? "rtl" : "ltr", title, title, embedded);
    }

    private static void picture(Browser browser, String name) throws Exception {
        browser.picture(Path.of("target", "pictures", name + ".png"));
    }

    private static void enterAge(Browser browser, String birthDate) throws Exception {
        browser.awaitInFrame("document.getElementById('form')?.hidden === false");
        browser.askFrame("document.getElementById('birthDate').value = '" + birthDate + "'");
        browser.askFrame("document.getElementById('next').click()");
    }

    @Test
    @Promise({"P-10", "P-01", "P-02"})
    void aVisitorOfTheClinicsSiteRegistersThereWithSeparateUntickedBoxes() throws Exception {
        String email = "visitor." + UUID.randomUUID() + "@example.com";
        try (var browser = Browser.open(DESKTOP, HEIGHT)) {
            browser.go(site(clinic) + "/en");
            browser.awaitInFrame("document.getElementById('form')?.hidden === false");
            picture(browser, "form-en-1");
            enterAge(browser, "1984-05-17");
            browser.awaitInFrame("document.querySelectorAll('#boxes input').length >= 5");
            assertThat(
                            browser.askFrame("document.querySelectorAll('input:checked').length")
                                    .asInt())
                    .isZero();
            browser.awaitInFrame(
                    "/^[0-9]{4}-/.test(document.getElementById('wording').textContent)");
            browser.askFrame("document.getElementById('send').click()");
            browser.awaitInFrame("document.querySelectorAll('[aria-invalid=true]').length === 5");
            picture(browser, "form-en-2-errors");
            browser.askFrame(
                    """
                    for (const [id, value] of Object.entries({givenName: 'Zo\\u00eb', familyName: "O'Neil",
                        email: '%s', password: '%s'})) document.getElementById(id).value = value;
                    document.querySelector('[name=newsletter]').click();
                    document.getElementById('accepted').click();"""
                            .formatted("zoe@", PASSWORD));
            browser.awaitInFrame("document.querySelectorAll('input:checked').length === 2");
            browser.await("document.querySelector('iframe').getBoundingClientRect().height > 900");
            sendsOnceThoughPressedTwice(browser, email);

            assertThat(browser.cookies()).isEmpty();
            assertThat(browser.askFrame("localStorage.length + sessionStorage.length").asInt())
                    .isZero();
            assertThat(browser.requested())
                    .filteredOn(url -> !url.startsWith("data:"))
                    .allMatch(
                            url ->
                                    List.of(site(clinic), gateway.base().toString())
                                            .contains(origin(url)));
        }
        Session visitor = stack.logIn("visitor", "", email, PASSWORD);
        List<JsonNode> choices =
                Checks.await(
                        "the choices of the form",
                        () -> {
                            Answer history = gateway.get(visitor, "/consents/me/history");
                            List<JsonNode> items =
                                    history.body().path("items").valueStream().toList();
                            return items.size() >= 5 ? Optional.of(items) : Optional.empty();
                        });
        assertThat(choices)
                .allMatch(one -> one.toString().contains("partner-form"))
                .filteredOn(one -> one.toString().contains("\"granted\""))
                .singleElement()
                .satisfies(one -> assertThat(one.toString()).contains("newsletter"));
    }

    /** First with an address that is none, beside which the form says so. */
    private void sendsOnceThoughPressedTwice(Browser browser, String email) throws Exception {
        browser.askFrame("document.getElementById('send').click()");
        browser.awaitInFrame("document.querySelectorAll('[aria-invalid=true]').length === 1");
        assertThat(
                        browser.askFrame(
                                        "document.getElementById('emailError').hidden === false"
                                                + " && document.activeElement.id === 'email'")
                                .asBoolean())
                .isTrue();
        picture(browser, "form-en-3-email");
        assertThat(registrations(browser)).isZero();

        browser.askFrame("document.getElementById('email').value = '" + email + "'");
        browser.askFrame("for (let i = 0; i < 3; i++) document.getElementById('send').click()");
        browser.awaitInFrame("document.getElementById('done').hidden === false");
        picture(browser, "form-en-4-done");
        assertThat(registrations(browser)).isOne();
    }

    private static long registrations(Browser browser) {
        return browser.requested().stream()
                .filter(url -> url.endsWith("/api/v1/registrations"))
                .count();
    }

    private static String origin(String url) {
        URI uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    @Test
    @Promise("P-10")
    void onAPhoneInArabicTheFormReadsFromTheRightAndFits() throws Exception {
        try (var browser = Browser.open(PHONE, HEIGHT)) {
            browser.go(site(clinic) + "/ar");
            browser.awaitInFrame("document.documentElement.dir === 'rtl'");
            enterAge(browser, "1990-02-28");
            browser.awaitInFrame("document.querySelectorAll('#boxes input').length >= 5");
            browser.await("document.querySelector('iframe').getBoundingClientRect().height > 900");
            picture(browser, "form-ar-phone");

            assertThat(
                            browser.askFrame(
                                            "document.documentElement.scrollWidth <= innerWidth"
                                                    + " && innerWidth <= 375")
                                    .asBoolean())
                    .isTrue();
            assertThat(
                            browser.askFrame(
                                            "[...document.querySelectorAll('button:not([hidden]), .box, input:not([type=checkbox])')]"
                                                    + ".filter(it => it.offsetParent)"
                                                    + ".every(it => it.getBoundingClientRect().height >= 44)")
                                    .asBoolean())
                    .as("targets of 44 pixels (WCAG 2.2, 2.5.5)")
                    .isTrue();
            browser.askFrame("document.getElementById('language').click()");
            browser.awaitInFrame("document.documentElement.lang === 'en'");
            browser.awaitInFrame("document.getElementById('form')?.hidden === false");
            picture(browser, "form-en-phone");
        }
    }

    @Test
    @Promise({"P-03", "P-10"})
    void ofAChildNothingIsSent() throws Exception {
        try (var browser = Browser.open(DESKTOP, HEIGHT)) {
            browser.go(site(clinic) + "/en");
            enterAge(browser, LocalDate.now(ZoneOffset.UTC).minusYears(13).plusDays(1).toString());
            browser.awaitInFrame("document.getElementById('young').hidden === false");

            assertThat(browser.requested()).noneMatch(url -> url.contains("/api/"));
            assertThat(browser.askFrame("document.getElementById('birthDate').value").asString(""))
                    .isEmpty();
        }
    }

    @Test
    @Promise("P-10")
    void onAnotherSiteThereIsNoForm() throws Exception {
        try (var browser = Browser.open(DESKTOP, HEIGHT)) {
            browser.go(site(stranger) + "/en");
            browser.await("document.readyState === 'complete'");
            Checks.awaitThat(
                    "the script was asked for",
                    () -> browser.requested().stream().anyMatch(it -> it.endsWith("register.js")));
            assertThat(browser.ask("document.querySelectorAll('iframe').length").asInt()).isZero();

            browser.go(site(stranger) + "/frame");
            browser.await("document.title === 'Copied' && document.readyState === 'complete'");
            assertThat(browser.askFrame("document.getElementById('form') === null").asBoolean())
                    .isTrue();
        }
    }
}
