package dev.laurel.spi;

import dev.laurel.spi.config.Settings;
import java.time.InstantSource;

/**
 * What the runtime lends to an instance. Safe for use from any thread.
 *
 * <p>Implemented by the runtime and the testkit only; methods may be added.
 */
public interface PluginContext {

    /** {@return the name of the community the instance works for} */
    String community();

    /** {@return the name of the instance; for a connector, the source that its activities carry} */
    String instance();

    /** {@return the values of the settings that the extension declared} */
    Settings settings();

    /**
     * The time as the runtime sees it. Connectors and channels use it instead of the system's clock; rules and scorers
     * have no use for it, for them it is {@code participation.at()}.
     *
     * @return the clock
     */
    InstantSource clock();

    /** {@return a logger named for the plugin and the instance; never log a secret or a member's name} */
    System.Logger logger();

    /** {@return an HTTP client with bounds; for scorers and rules, which do no I/O, one that refuses every request} */
    Http http();
}
