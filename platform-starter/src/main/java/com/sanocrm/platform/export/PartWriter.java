package com.sanocrm.platform.export;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.export.PortableData.FhirResource;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes the part of one service: a ZIP of its records, its FHIR resources and what is in both. */
final class PartWriter {
    private final String service;
    private final List<PortableData> held;
    private final JsonMapper json;

    PartWriter(String service, List<PortableData> held, JsonMapper json) {
        this.service = service;
        this.held = held;
        this.json = json;
    }

    /** Leaves the stream open. */
    void write(AccountId person, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        var records = new TreeMap<String, Long>();
        zip.putNextEntry(new ZipEntry(PartContents.RECORDS));
        var recordsOut = digesting(zip);
        writeRecords(person, recordsOut, records);
        zip.closeEntry();
        var resources = new TreeMap<String, Long>();
        zip.putNextEntry(new ZipEntry(PartContents.RESOURCES));
        var resourcesOut = digesting(zip);
        writeResources(person, resourcesOut, resources);
        zip.closeEntry();
        zip.putNextEntry(new ZipEntry(PartContents.CONTENTS));
        zip.write(
                json.writeValueAsBytes(
                        new PartContents(
                                service, records, hex(recordsOut), resources, hex(resourcesOut))));
        zip.closeEntry();
        zip.finish();
    }

    private void writeRecords(AccountId person, OutputStream out, Map<String, Long> counts) {
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeStringProperty("service", service);
            generator.writeStringProperty("accountId", person.value());
            for (PortableData data : held) {
                generator.writeArrayPropertyStart(data.section());
                counts.put(data.section(), 0L);
                data.records(
                        person,
                        each -> {
                            generator.writePOJO(each);
                            counts.merge(data.section(), 1L, Long::sum);
                        });
                generator.writeEndArray();
            }
            generator.writeEndObject();
        }
    }

    private void writeResources(AccountId person, OutputStream out, Map<String, Long> counts) {
        for (PortableData data : held) {
            data.resources(
                    person,
                    each -> {
                        line(each, out);
                        counts.merge(each.type(), 1L, Long::sum);
                    });
        }
    }

    private static void line(FhirResource resource, OutputStream out) {
        try {
            out.write(
                    "{\"fullUrl\":\"%s\",\"resource\":%s}\n"
                            .formatted(FhirResource.reference(resource.id()), resource.json())
                            .getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    /** Does not close what it writes to. */
    private static DigestOutputStream digesting(OutputStream out) {
        try {
            return new DigestOutputStream(
                    new FilterOutputStream(out) {
                        @Override
                        public void write(byte[] bytes, int offset, int length) throws IOException {
                            this.out.write(bytes, offset, length);
                        }

                        @Override
                        public void close() {}
                    },
                    MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String hex(DigestOutputStream out) {
        return HexFormat.of().formatHex(out.getMessageDigest().digest());
    }
}
