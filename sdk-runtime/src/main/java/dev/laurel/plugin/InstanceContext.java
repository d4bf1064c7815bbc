package dev.laurel.plugin;

import dev.laurel.lent.NoHttp;
import dev.laurel.spi.Http;
import dev.laurel.spi.PluginContext;
import dev.laurel.spi.config.InvalidConfigException;
import dev.laurel.spi.config.Settings;
import java.time.InstantSource;

/**
 * What an instance is lent.
 *
 * @param community the community it works for
 * @param instance its name
 * @param settings its settings, read
 * @param clock the time
 * @param logger a logger of its own
 * @param http an HTTP client
 */
record InstanceContext(
        String community, String instance, Settings settings, InstantSource clock, System.Logger logger, Http http)
        implements PluginContext {

    /**
     * Reads the settings of a selection.
     *
     * @param extension the extension that is selected
     * @param selection the selection
     * @param community the community that selects
     * @param clock the time
     * @return what the instance is lent
     * @throws InvalidConfigException with everything that is wrong with the settings
     */
    static InstanceContext of(LoadedExtension extension, Selection selection, String community, InstantSource clock) {
        String plugin = extension.plugin().id();
        String instance = selection.instance().isBlank() ? extension.name() : selection.instance();
        Settings settings = Settings.parse(plugin, extension.name(), extension.config(), selection.settings());
        return new InstanceContext(
                community,
                instance,
                settings,
                clock,
                System.getLogger("dev.laurel.plugin." + plugin + "." + instance),
                NoHttp.instance());
    }

    /** {@return the same with an HTTP client} */
    InstanceContext with(Http lent) {
        return new InstanceContext(community, instance, settings, clock, logger, lent);
    }

    /** Takes back what was lent beyond values. */
    void giveBack() {
        if (http instanceof AutoCloseable closing) {
            try {
                closing.close();
            } catch (Exception e) {
                logger.log(System.Logger.Level.WARNING, "what was lent to " + instance + " could not be taken back", e);
            }
        }
    }
}
