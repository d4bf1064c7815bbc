package dev.laurel.testkit.contract;

import static org.assertj.core.api.Assertions.fail;

import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.config.Setting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The secrets of an instance, to be looked for where they must not be. */
final class Secrets {
    private static final int SHORTEST = 4;

    private final List<String> spellings = new ArrayList<>();

    Secrets(ConfigSpec config, Map<String, String> settings) {
        for (Setting<?> setting : config.settings()) {
            String secret = settings.getOrDefault(setting.name(), "").strip();
            if (setting.isSecret() && secret.length() >= SHORTEST) {
                spellings.add(secret);
                spellings.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
                spellings.add(
                        Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    boolean isEmpty() {
        return spellings.isEmpty();
    }

    void assertNotIn(String where, String text) {
        for (String secret : spellings) {
            if (text.contains(secret)) {
                fail(
                        "%s has a secret in it: '%s'. Say what failed and what to do, without the request, its address or the"
                                + " provider's answer, and hand a secret to Request.header(name, prefix, secret)",
                        where, text.replace(secret, "<THE SECRET>"));
            }
        }
    }

    /** Looks through messages, causes and all. */
    void assertNotIn(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        assertNotIn("an exception", trace.toString());
    }
}
