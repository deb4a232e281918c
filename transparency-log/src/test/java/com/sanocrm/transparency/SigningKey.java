package com.sanocrm.transparency;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;

/** A log's key pair, made for one test. */
public record SigningKey(String name, KeyPair pair) {

    public static SigningKey generate(String name) {
        try {
            return new SigningKey(name, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public VerificationKey verification() {
        return VerificationKey.ed25519(name, publicKey());
    }

    public VerificationKey witness() {
        return VerificationKey.witness(name, publicKey());
    }

    private byte[] publicKey() {
        byte[] encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    public SignedNote sign(String text) {
        return SignedNote.sign(text, verification(), this::signature);
    }

    byte[] signature(byte[] message) {
        try {
            var ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(pair.getPrivate());
            ed25519.update(message);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
