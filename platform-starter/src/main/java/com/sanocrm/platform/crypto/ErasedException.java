package com.sanocrm.platform.crypto;

/** The person whose key it would take is erased: nothing is read or written for them ever again. */
public final class ErasedException extends FieldEncryption.UndecipherableException {
    private static final long serialVersionUID = 1L;

    ErasedException() {
        super("the person is erased");
    }
}
