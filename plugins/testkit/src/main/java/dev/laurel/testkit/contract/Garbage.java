package dev.laurel.testkit.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Bodies that nobody sends on purpose; the same ones each time. */
final class Garbage {
    private static final int DEEP = 100_000;
    private static final int RANDOM_BODIES = 32;

    private Garbage() {}

    static List<byte[]> bodies() {
        List<byte[]> all = new ArrayList<>();
        for (String text : List.of(
                "",
                " ",
                "null",
                "true",
                "0",
                "-1e999",
                "99999999999999999999999999",
                "\"\"",
                "{",
                "{}",
                "[]",
                "[null]",
                "[[]]",
                "[{}]",
                "{\"\":null}",
                "{\"id\":{}}",
                "{\"events\":null}",
                "{\"events\":[null,1,\"\",[],{}]}",
                "{\"id\":1e400}",
                "{\"a\":\"\\ud800\"}",
                "<a/>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
                "a=b&c",
                "%zz=%",
                "\u0000",
                "\uFEFF{}",
                "[".repeat(DEEP),
                "{\"a\":".repeat(DEEP))) {
            all.add(text.getBytes(StandardCharsets.UTF_8));
        }
        all.add(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 0x7B});
        all.add(new byte[] {(byte) 0xC3, 0x28});
        Random random = new Random(7);
        for (int i = 0; i < RANDOM_BODIES; i++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            all.add(body);
        }
        return all;
    }
}
