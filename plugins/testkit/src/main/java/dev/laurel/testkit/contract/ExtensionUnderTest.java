package dev.laurel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.testkit.FakeClock;
import dev.laurel.testkit.FakeContext;
import dev.laurel.testkit.FakeLogger;
import dev.laurel.testkit.http.FakeHttp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Which extension a contract is about, and what it works on. Extend the contract of its kind rather than this.
 *
 * <p>Of the SPI it checks: an extension has the kind it is declared as, its name is unique within the plugin, and each call
 * of its factory makes a new instance.
 *
 * @param <T> what an instance is
 */
public abstract class ExtensionUnderTest<T> {
    private final Extension.Kind kind;

    ExtensionUnderTest(Extension.Kind kind) {
        this.kind = kind;
    }

    /** {@return a new instance of the plugin} */
    protected abstract Plugin plugin();

    /** {@return the name of the extension, without the plugin's} */
    protected abstract String extension();

    /** {@return what an operator would write for it, by name; nothing if not said} */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /**
     * Says what the provider answers that the extension asks through its context's {@link dev.laurel.spi.Http}; nothing is
     * expected if not said. Called for each instance anew. Answer by what is asked and not by whose turn it is, for requests
     * are repeated.
     *
     * @param http the client that will be lent
     */
    protected void script(FakeHttp http) {}

    /** {@return the instance that a factory made, as what it is; fails if it is none} */
    abstract T cast(Object made);

    /** Lets go of an instance. */
    abstract void close(T instance) throws Exception;

    final Extension<?> declared() {
        return declared(plugin());
    }

    final Extension<?> declared(Plugin plugin) {
        List<Extension<?>> extensions = plugin.extensions();
        return extensions.stream()
                .filter(one -> one.name().equals(extension()))
                .findFirst()
                .orElseGet(() -> fail(
                        "the plugin %s has no extension '%s', only %s: let extension() return a name that"
                                + " extensions() declares",
                        plugin.id(), extension(), extensions));
    }

    /** {@return a fresh clock, logger, provider and context} */
    final Stage stage() {
        FakeClock clock = FakeClock.create();
        FakeLogger logger = new FakeLogger();
        FakeHttp http = new FakeHttp(clock);
        script(http);
        FakeContext context = FakeContext.builder()
                .settings(declared(), settings())
                .clock(clock)
                .logger(logger)
                .http(http)
                .build();
        return new Stage(clock, logger, http, context);
    }

    /** {@return a new instance on a stage} */
    final T open(Stage stage) throws Exception {
        return open(stage, plugin());
    }

    final T open(Stage stage, Plugin plugin) throws Exception {
        @SuppressWarnings("NullAway") // A factory that returns null is what this is looking for.
        Object made = declared(plugin).factory().create(stage.context());
        if (made == null) {
            return fail(
                    "the factory of %s returned null: return a new instance, or throw an exception that says why not",
                    extension());
        }
        return cast(made);
    }

    final Secrets secrets() {
        return new Secrets(declared().config(), settings());
    }

    /** The kind is what hosts select an extension as. */
    @Test
    void givenThePlugin_whenAskedForTheExtension_thenItIsOfTheKindOfThisContract() {
        assertThat(declared().kind())
                .as(
                        "the kind of %s: extend the contract of its kind, or declare it with the right method of Extension",
                        extension())
                .isEqualTo(kind);
    }

    /** Communities do not share instances: each has settings, a clock and a name of its own. */
    @Test
    void givenTheFactory_whenCalledTwice_thenItMakesTwoInstances() throws Exception {
        T one = open(stage());
        T other = open(stage());
        try {
            assertThat(one == other && kind != Extension.Kind.REWARD_RULES)
                    .as(
                            "the factory of %s hands out the same instance again: return a new one at each call, for each"
                                    + " community has its own",
                            extension())
                    .isFalse();
        } finally {
            close(one);
            if (one != other) {
                close(other);
            }
        }
    }
}
