package com.sanocrm.identity.export;

import com.sanocrm.identity.export.Manifest.FileEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A file of the ZIP while it is written: counted and hashed. */
final class ZipFileEntry extends OutputStream {
    private final ZipOutputStream zip;
    private final String name;
    private final MessageDigest digest;
    private long bytes;

    ZipFileEntry(ZipOutputStream zip, String name) throws IOException {
        this.zip = zip;
        this.name = name;
        this.digest = sha256();
        zip.putNextEntry(new ZipEntry(name));
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        zip.write(from, offset, length);
        digest.update(from, offset, length);
        bytes += length;
    }

    FileEntry end(String mediaType, Map<String, Long> counts) throws IOException {
        zip.closeEntry();
        return new FileEntry(
                name, mediaType, bytes, HexFormat.of().formatHex(digest.digest()), counts);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
