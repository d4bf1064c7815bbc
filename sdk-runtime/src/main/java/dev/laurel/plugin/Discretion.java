package dev.laurel.plugin;

import dev.laurel.spi.config.Setting;
import java.util.List;

/** Takes the secrets of an instance out of what its failures say: a plugin may put an address with a token in a message. */
final class Discretion {
    private static final int SHORTEST = 4;

    private final List<String> secrets;

    private Discretion(List<String> secrets) {
        this.secrets = secrets;
    }

    /** {@return the discretion that a selection's settings ask for} */
    static Discretion of(LoadedExtension extension, Selection selection) {
        return new Discretion(extension.config().settings().stream()
                .filter(Setting::isSecret)
                .map(setting ->
                        selection.settings().getOrDefault(setting.name(), "").strip())
                .filter(secret -> secret.length() >= SHORTEST)
                .toList());
    }

    /** {@return the text without the secrets} */
    String apply(String text) {
        String told = text;
        for (String secret : secrets) {
            told = told.replace(secret, "***");
        }
        return told;
    }
}
