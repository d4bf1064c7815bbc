package dev.laurel.plugin.webhook;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Http;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.PluginContext;
import dev.laurel.spi.PushConnector;
import dev.laurel.spi.config.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.ServiceLoader;

/** What a runtime would lend, and the connector it would make with it. */
record Lent(Settings settings, InstantSource clock) implements PluginContext {
    /** When it is in all tests, unless they say otherwise. */
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    static Extension<?> extension() {
        return ServiceLoader.load(Plugin.class, Lent.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(plugin -> plugin.id().equals("webhook"))
                .flatMap(plugin -> plugin.extensions().stream())
                .filter(each -> each.name().equals("deliveries"))
                .findFirst()
                .orElseThrow();
    }

    /** The connector as a host gets it, from what an operator wrote. */
    static PushConnector connector(Map<String, String> values) throws Exception {
        return connector(values, InstantSource.fixed(NOW));
    }

    static PushConnector connector(Map<String, String> values, InstantSource clock) throws Exception {
        Settings settings = Settings.parse("webhook", "deliveries", extension().config(), values);
        return (PushConnector) extension().factory().create(new Lent(settings, clock));
    }

    @Override
    public String community() {
        return "portal";
    }

    @Override
    public String instance() {
        return "shop";
    }

    @Override
    public System.Logger logger() {
        throw new AssertionError("a connector that keeps nothing has nothing to log");
    }

    @Override
    public Http http() {
        throw new AssertionError("nothing here is to ask for anything");
    }
}
