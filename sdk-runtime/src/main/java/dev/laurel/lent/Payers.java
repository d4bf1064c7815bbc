package dev.laurel.lent;

import dev.laurel.spi.config.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Who pays for a request out of the budget: the credential, of which only a salted hash is kept, or the instance. */
final class Payers {
    private final byte[] salt;

    Payers(long seed) {
        this.salt = ByteBuffer.allocate(Long.BYTES).putLong(seed).array();
    }

    /**
     * Names the payer.
     *
     * @param secrets the secret headers that are sent, by name and in order
     * @param instance who sends it
     */
    String of(Map<String, Secret> secrets, String instance) {
        if (secrets.isEmpty()) {
            return "instance " + instance;
        }
        MessageDigest digest = digest();
        digest.update(salt);
        secrets.forEach((name, secret) -> {
            add(digest, name);
            add(digest, secret.reveal());
        });
        return "credential " + HexFormat.of().formatHex(digest.digest());
    }

    /** With its length, so that no two lists of texts look the same. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
