package dev.laurel.spi;

import dev.laurel.spi.config.ConfigSpec;
import java.util.List;
import java.util.Objects;

/**
 * One thing a plugin offers: its kind, its name, the settings it needs, and how an instance is made.
 *
 * @param <T> what an instance is
 */
public final class Extension<T> {

    /** What an extension can be. New kinds may be added: do not switch over all of them. */
    public enum Kind {
        /** {@link PullConnector}. */
        PULL_CONNECTOR,
        /** {@link PushConnector}. */
        PUSH_CONNECTOR,
        /** {@link Scorer}. */
        @Incubating
        SCORER,
        /** {@link CommunityScorer}. */
        @Incubating
        COMMUNITY_SCORER,
        /** A list of {@link RewardRule}. */
        REWARD_RULES,
        /** {@link Channel}. */
        @Incubating
        CHANNEL,
        /** {@link Enricher}. */
        ENRICHER
    }

    /**
     * Makes an instance of an extension. Called off the event loop; may do I/O.
     *
     * @param <T> what an instance is
     */
    @FunctionalInterface
    public interface Factory<T> {
        /**
         * Makes one instance.
         *
         * @param context what the runtime lends to it, for as long as it lives
         * @return a new instance
         * @throws Exception if it cannot start; the instance is then shown as failed with this reason
         */
        T create(PluginContext context) throws Exception;
    }

    private final Kind kind;
    private final String name;
    private final ConfigSpec config;
    private final Factory<? extends T> factory;

    private Extension(Kind kind, String name, ConfigSpec config, Factory<? extends T> factory) {
        this.kind = kind;
        this.name = Objects.requireNonNull(name, "name");
        this.config = Objects.requireNonNull(config, "config");
        this.factory = Objects.requireNonNull(factory, "factory");
    }

    /**
     * A connector that is asked for what is new.
     *
     * @param name kebab-case, unique within the plugin
     * @param config the settings an instance needs
     * @param factory makes an instance
     * @return the declaration
     */
    public static Extension<PullConnector> pullConnector(
            String name, ConfigSpec config, Factory<? extends PullConnector> factory) {
        return new Extension<>(Kind.PULL_CONNECTOR, name, config, factory);
    }

    /**
     * A connector to which a source delivers.
     *
     * @param name kebab-case, unique within the plugin
     * @param config the settings an instance needs
     * @param factory makes an instance
     * @return the declaration
     */
    public static Extension<PushConnector> pushConnector(
            String name, ConfigSpec config, Factory<? extends PushConnector> factory) {
        return new Extension<>(Kind.PUSH_CONNECTOR, name, config, factory);
    }

    /**
     * A scorer that looks at one participation at a time.
     *
     * @param name kebab-case, unique within the plugin
     * @param config the settings an instance needs
     * @param factory makes an instance
     * @return the declaration
     */
    @Incubating
    public static Extension<Scorer> scorer(String name, ConfigSpec config, Factory<? extends Scorer> factory) {
        return new Extension<>(Kind.SCORER, name, config, factory);
    }

    /**
     * A scorer that looks at the whole community.
     *
     * @param name kebab-case, unique within the plugin
     * @param config the settings an instance needs
     * @param factory makes an instance
     * @return the declaration
     */
    @Incubating
    public static Extension<CommunityScorer> communityScorer(
            String name, ConfigSpec config, Factory<? extends CommunityScorer> factory) {
        return new Extension<>(Kind.COMMUNITY_SCORER, name, config, factory);
    }

    /**
     * A set of reward rules that are configured together.
     *
     * @param name kebab-case, unique within the plugin
     * @param config the settings the set needs
     * @param factory makes the rules
     * @return the declaration
     */
    public static Extension<List<RewardRule>> rewardRules(
            String name, ConfigSpec config, Factory<List<RewardRule>> factory) {
        return new Extension<>(Kind.REWARD_RULES, name, config, factory);
    }

    /**
     * A way to tell a member something.
     *
     * @param name kebab-case, unique within the plugin
     * @param config the settings an instance needs
     * @param factory makes an instance
     * @return the declaration
     */
    @Incubating
    public static Extension<Channel> channel(String name, ConfigSpec config, Factory<? extends Channel> factory) {
        return new Extension<>(Kind.CHANNEL, name, config, factory);
    }

    /**
     * Something that asks the outside world about activities before they are taken in.
     *
     * @param name kebab-case, unique within the plugin
     * @param config the settings an instance needs
     * @param factory makes an instance
     * @return the declaration
     */
    public static Extension<Enricher> enricher(String name, ConfigSpec config, Factory<? extends Enricher> factory) {
        return new Extension<>(Kind.ENRICHER, name, config, factory);
    }

    /** {@return what this extension is} */
    public Kind kind() {
        return kind;
    }

    /** {@return its name, unique within the plugin} */
    public String name() {
        return name;
    }

    /** {@return the settings an instance needs} */
    public ConfigSpec config() {
        return config;
    }

    /** {@return what makes an instance} */
    public Factory<? extends T> factory() {
        return factory;
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
