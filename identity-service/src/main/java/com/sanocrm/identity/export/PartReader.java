package com.sanocrm.identity.export;

import com.sanocrm.platform.export.ExportKey.DamagedPartException;
import com.sanocrm.platform.export.PartContents;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads a service's part to its end, copies one file of it, and compares it with its contents. */
final class PartReader implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    private final ZipInputStream zip;
    private final JsonMapper json;

    PartReader(InputStream part, JsonMapper json) {
        this.zip = new ZipInputStream(part, StandardCharsets.UTF_8);
        this.json = json;
    }

    /**
     * @throws DamagedPartException if the part is cut short or not what it says
     * @throws IOException if what is written to fails
     */
    PartContents copy(
            String service, String name, OutputStream into, Function<PartContents, String> checksum)
            throws IOException {
        Map<String, String> seen = new HashMap<>();
        PartContents contents = null;
        for (ZipEntry entry = next(); entry != null; entry = next()) {
            if (entry.getName().equals(PartContents.CONTENTS)) {
                contents = contents();
            } else {
                seen.put(
                        entry.getName(),
                        copy(
                                entry.getName().equals(name)
                                        ? into
                                        : OutputStream.nullOutputStream()));
            }
        }
        if (contents == null
                || !contents.service().equals(service)
                || !Objects.equals(seen.get(name), checksum.apply(contents))) {
            throw new DamagedPartException("a part is not what it says");
        }
        return contents;
    }

    private @Nullable ZipEntry next() throws IOException {
        try {
            return zip.getNextEntry();
        } catch (EOFException | ZipException cut) {
            throw new DamagedPartException("a part is no ZIP");
        }
    }

    private String copy(OutputStream into) throws IOException {
        MessageDigest digest = ZipFileEntry.sha256();
        byte[] buffer = new byte[BUFFER];
        for (int read = read(buffer); read >= 0; read = read(buffer)) {
            digest.update(buffer, 0, read);
            into.write(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private int read(byte[] buffer) throws IOException {
        try {
            return zip.read(buffer);
        } catch (EOFException | ZipException cut) {
            throw new DamagedPartException("a part is cut short");
        }
    }

    private PartContents contents() throws IOException {
        try {
            return json.readValue(zip.readAllBytes(), PartContents.class);
        } catch (JacksonException malformed) {
            throw new DamagedPartException("a part does not say what is in it");
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
