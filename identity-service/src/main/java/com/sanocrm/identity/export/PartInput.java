package com.sanocrm.identity.export;

import com.sanocrm.identity.export.Pieces.Piece;
import com.sanocrm.platform.export.ExportKey.DamagedPartException;
import java.io.IOException;
import java.io.InputStream;

/** A service's part, opened piece by piece. */
final class PartInput extends InputStream {
    private final Export export;
    private final String run;
    private final Exports exports;
    private final Pieces parts;
    private byte[] plain = {};
    private int read;
    private int number;
    private boolean atLast;

    PartInput(Export export, String run, Exports exports, Pieces parts) {
        this.export = export;
        this.run = run;
        this.exports = exports;
        this.parts = parts;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (read == plain.length) {
            if (atLast) {
                return -1;
            }
            next();
        }
        int now = Math.min(length, plain.length - read);
        System.arraycopy(plain, read, into, offset, now);
        read += now;
        return now;
    }

    private void next() {
        number++;
        Piece piece =
                parts.find(export.id(), run, number)
                        .orElseThrow(() -> new DamagedPartException("a piece is missing"));
        plain = exports.key(export).open(piece.place(), piece.sealed().getData());
        read = 0;
        atLast = piece.last();
    }
}
