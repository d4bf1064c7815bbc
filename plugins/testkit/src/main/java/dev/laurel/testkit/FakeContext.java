package dev.laurel.testkit;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Http;
import dev.laurel.spi.PluginContext;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.config.Settings;
import dev.laurel.spi.http.Request;
import dev.laurel.spi.http.Response;
import java.util.Map;
import java.util.Objects;

/**
 * What a runtime lends to an instance, as a test says it is. Immutable but for the fakes in it; safe for use by several
 * threads.
 */
public final class FakeContext implements PluginContext {
    private final String community;
    private final String instance;
    private final Settings settings;
    private final FakeClock clock;
    private final FakeLogger logger;
    private final Http http;

    private FakeContext(Builder builder) {
        this.community = builder.community;
        this.instance = builder.instance;
        this.settings = builder.settings;
        this.clock = builder.clock;
        this.logger = builder.logger;
        this.http = builder.http;
    }

    /** {@return a builder, of a context without settings} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A context for an extension, with a clock at {@link FakeClock#START} and an HTTP client that fails the test if it is
     * used.
     *
     * @param extension the extension
     * @param settings what an operator would write, by name
     * @return the context
     * @throws dev.laurel.spi.config.InvalidConfigException if the settings do not fit what the extension declares
     */
    public static FakeContext of(Extension<?> extension, Map<String, String> settings) {
        return builder().settings(extension, settings).build();
    }

    @Override
    public String community() {
        return community;
    }

    @Override
    public String instance() {
        return instance;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public FakeClock clock() {
        return clock;
    }

    @Override
    public FakeLogger logger() {
        return logger;
    }

    @Override
    public Http http() {
        return http;
    }

    /** Collects what is lent. Not safe for use by several threads. */
    public static final class Builder {
        private String community = "community";
        private String instance = "source";
        private Settings settings = Settings.parse("plugin", "extension", ConfigSpec.none(), Map.of());
        private FakeClock clock = FakeClock.create();
        private FakeLogger logger = new FakeLogger();
        private Http http = new Unwanted();

        private Builder() {}

        /**
         * The name of the community; {@code community} if not said.
         *
         * @param name the name
         * @return this
         */
        public Builder community(String name) {
            this.community = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * The name of the instance, for a connector its source; {@code source} if not said.
         *
         * @param name the name
         * @return this
         */
        public Builder instance(String name) {
            this.instance = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * What an operator would write for an extension.
         *
         * @param extension the extension
         * @param values the values by name
         * @return this
         * @throws dev.laurel.spi.config.InvalidConfigException if they do not fit what the extension declares
         */
        public Builder settings(Extension<?> extension, Map<String, String> values) {
            this.settings = Settings.parse("plugin", extension.name(), extension.config(), values);
            return this;
        }

        /**
         * What an operator would write.
         *
         * @param spec what is declared
         * @param values the values by name
         * @return this
         * @throws dev.laurel.spi.config.InvalidConfigException if they do not fit what is declared
         */
        public Builder settings(ConfigSpec spec, Map<String, String> values) {
            this.settings = Settings.parse("plugin", "extension", spec, values);
            return this;
        }

        /**
         * The clock; one at {@link FakeClock#START} if not said.
         *
         * @param clock the clock
         * @return this
         */
        public Builder clock(FakeClock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * The logger; one of its own if not said.
         *
         * @param logger the logger
         * @return this
         */
        public Builder logger(FakeLogger logger) {
            this.logger = Objects.requireNonNull(logger, "logger");
            return this;
        }

        /**
         * The HTTP client; one that fails the test if it is used, if not said.
         *
         * @param http the client, as a rule a {@code FakeHttp}
         * @return this
         */
        public Builder http(Http http) {
            this.http = Objects.requireNonNull(http, "http");
            return this;
        }

        /** {@return the context} */
        public FakeContext build() {
            return new FakeContext(this);
        }
    }

    /** Nobody said that anything would be asked for. */
    private static final class Unwanted implements Http {
        @Override
        public Response send(Request request) {
            throw new AssertionError(
                    request + " was not expected: give the context a FakeHttp with a route for it, or ask for nothing");
        }
    }
}
