package dev.laurel.plugin;

import dev.laurel.spi.Extension;
import dev.laurel.spi.PluginContext;
import dev.laurel.spi.config.ConfigSpec;

/** One thing that a loaded plugin offers. Nothing of it runs before a community selects it. Immutable. */
public final class LoadedExtension {
    private final LoadedPlugin plugin;
    private final Extension<?> extension;
    private final String name;

    LoadedExtension(LoadedPlugin plugin, Extension<?> extension) {
        this.plugin = plugin;
        this.extension = extension;
        this.name = extension.name();
    }

    /** {@return how it is selected: {@code PLUGIN/EXTENSION}} */
    public String path() {
        return plugin.id() + "/" + name;
    }

    /** {@return its name within the plugin} */
    public String name() {
        return name;
    }

    /** {@return what it is; not every kind can be hosted by this version} */
    public Extension.Kind kind() {
        return extension.kind();
    }

    /** {@return the settings an instance needs} */
    public ConfigSpec config() {
        return extension.config();
    }

    /** {@return the plugin that brings it} */
    public LoadedPlugin plugin() {
        return plugin;
    }

    /**
     * Makes an instance, with the plugin's class loader as the thread's context. What the factory throws comes out as it
     * is: the caller contains it, and looks whether what it got is of the right kind.
     */
    Object make(PluginContext context) throws Exception {
        return plugin.guest().call(() -> extension.factory().create(context));
    }

    /** {@return why a community cannot use this as the given kind, and what to do} */
    String notA(Extension.Kind wanted) {
        boolean hosted = kind() == Extension.Kind.PULL_CONNECTOR
                || kind() == Extension.Kind.PUSH_CONNECTOR
                || kind() == Extension.Kind.REWARD_RULES;
        return hosted
                ? path() + " is a " + words(kind()) + " and not a " + words(wanted) + ": select it as what it is"
                : path() + " is a " + words(kind())
                        + ", a kind that this version of Laurel does not host yet: remove it" + " from the selection";
    }

    static String words(Extension.Kind kind) {
        return switch (kind) {
            case PULL_CONNECTOR -> "connector";
            case PUSH_CONNECTOR -> "push connector";
            case SCORER -> "scorer";
            case COMMUNITY_SCORER -> "community scorer";
            case REWARD_RULES -> "set of reward rules";
            case CHANNEL -> "channel";
            case ENRICHER -> "enricher";
        };
    }

    @Override
    public String toString() {
        return path();
    }
}
