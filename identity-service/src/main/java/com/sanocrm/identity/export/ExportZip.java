package com.sanocrm.identity.export;

import com.sanocrm.identity.export.Manifest.FileEntry;
import com.sanocrm.identity.export.Manifest.LeftOut;
import com.sanocrm.platform.export.ExportKey.DamagedPartException;
import com.sanocrm.platform.export.PartContents;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts the parts together: a JSON file per service, one FHIR R4 Bundle of all resources, and the
 * manifest. Nothing is kept in memory but a piece. What is not whole ends without the ZIP's
 * directory, so that nobody takes it for an export.
 */
@Component
public class ExportZip {
    static final String BUNDLE = "fhir-bundle.json";
    static final String MANIFEST = "manifest.json";
    private static final String LEFT_OUT = "/retention/not-exported-2026-11.json";

    private final Exports exports;
    private final Pieces parts;
    private final JsonMapper json;
    private final List<LeftOut> leftOut;

    ExportZip(Exports exports, Pieces parts, JsonMapper json) {
        this.exports = exports;
        this.parts = parts;
        this.json = json;
        try (InputStream in = ExportZip.class.getResourceAsStream(LEFT_OUT)) {
            this.leftOut =
                    json.readValue(
                            Objects.requireNonNull(in, LEFT_OUT),
                            new TypeReference<List<LeftOut>>() {});
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A service's part is not what it says. */
    public static final class DamagedServiceException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String service;

        DamagedServiceException(String service, Throwable cause) {
            super("the part of " + service + " is damaged", cause);
            this.service = service;
        }

        String service() {
            return service;
        }
    }

    /**
     * Writes the ZIP and leaves the stream open.
     *
     * @throws DamagedServiceException if a part is not what it says
     * @throws IOException if what is written to fails
     */
    public void write(Export export, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        var files = new ArrayList<FileEntry>();
        for (String service : export.services().stream().sorted().toList()) {
            var file = new ZipFileEntry(zip, name(service));
            PartContents contents =
                    read(export, service, PartContents.RECORDS, file, PartContents::recordsSha256);
            files.add(file.end("application/json", contents.records()));
        }
        files.add(bundle(export, zip));
        zip.putNextEntry(new ZipEntry(MANIFEST));
        zip.write(
                json.writerWithDefaultPrettyPrinter()
                        .writeValueAsBytes(
                                new Manifest(
                                        export.id(),
                                        export.accountId(),
                                        export.readyAt(),
                                        export.expiresAt(),
                                        export.services().stream().sorted().toList(),
                                        files,
                                        leftOut)));
        zip.closeEntry();
        zip.finish();
    }

    static String name(String service) {
        return service.replace("-service", "") + ".json";
    }

    private FileEntry bundle(Export export, ZipOutputStream zip) throws IOException {
        var file = new ZipFileEntry(zip, BUNDLE);
        file.write("{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[");
        var counts = new TreeMap<String, Long>();
        boolean first = true;
        for (String service : export.services().stream().sorted().toList()) {
            var lines = new Lines(file, first);
            PartContents contents =
                    read(
                            export,
                            service,
                            PartContents.RESOURCES,
                            lines,
                            PartContents::resourcesSha256);
            contents.resources().forEach((type, count) -> counts.merge(type, count, Long::sum));
            first = lines.isFirst();
        }
        file.write("]}");
        return file.end("application/fhir+json", counts);
    }

    private PartContents read(
            Export export,
            String service,
            String name,
            OutputStream into,
            java.util.function.Function<PartContents, String> checksum)
            throws IOException {
        String run = Objects.requireNonNull(export.runs().get(service), service);
        try (var part = new PartReader(new PartInput(export, run, exports, parts), json)) {
            return part.copy(service, name, into, checksum);
        } catch (DamagedPartException damage) {
            throw new DamagedServiceException(service, damage);
        }
    }
}
