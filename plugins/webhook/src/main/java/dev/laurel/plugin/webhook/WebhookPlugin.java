package dev.laurel.plugin.webhook;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.PluginContext;
import dev.laurel.spi.PushConnector;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.config.InvalidConfigException;
import dev.laurel.spi.config.Secret;
import dev.laurel.spi.config.Setting;
import dev.laurel.spi.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What this jar offers: a connector to which a source delivers signed JSON. */
public final class WebhookPlugin implements Plugin {
    static final Setting<String> SIGNATURE = Setting.choice(
            "signature",
            "how the source signs its deliveries; none only where nobody else can reach this",
            Scheme.words());
    static final Setting<Secret> SECRET = Setting.secret(
                    "secret", "the secret that the source signs with, as it shows it; needed unless signature is none")
            .orElse(Secret.of(""));
    static final Setting<Secret> SECRET_NEXT = Setting.secret(
                    "secret-next",
                    "a second secret that is good as well, while the source changes from one to the other")
            .orElse(Secret.of(""));
    static final Setting<Duration> TOLERANCE = Setting.duration(
                    "tolerance", "how far the time that the source signs may be from the clock here, either way")
            .between(Duration.ofSeconds(1), Duration.ofDays(1))
            .orElse(Duration.ofMinutes(5));
    static final Setting<Path> MAPPING =
            Setting.path("mapping", "the YAML file that says which activities a delivery holds");
    static final Setting<Secret> VERIFY_TOKEN = Setting.secret(
                    "verify-token",
                    "what a challenge by GET has to know, if the mapping says that the source sends one")
            .orElse(Secret.of(""));
    static final Setting<Long> MAX_BODY_BYTES = Setting.integer("max-body-bytes", "the longest body, in bytes")
            .between(1_024L, 26_214_400L)
            .orElse(1_048_576L);

    private static final ConfigSpec CONFIG =
            ConfigSpec.of(SIGNATURE, SECRET, SECRET_NEXT, TOLERANCE, MAPPING, VERIFY_TOKEN, MAX_BODY_BYTES);

    /** For the service loader. */
    public WebhookPlugin() {}

    /** {@return {@code webhook}} */
    @Override
    public String id() {
        return "webhook";
    }

    /** {@return the connector {@code deliveries}} */
    @Override
    public List<Extension<?>> extensions() {
        return List.of(Extension.pushConnector("deliveries", CONFIG, WebhookPlugin::connector));
    }

    /**
     * Makes a connector.
     *
     * @throws InvalidConfigException if settings do not go together or the mapping cannot be used; it has all problems
     */
    private static PushConnector connector(PluginContext context) {
        Settings settings = context.settings();
        Scheme scheme = Scheme.of(settings.get(SIGNATURE));
        List<String> problems = new ArrayList<>();
        List<Secret> secrets = secrets(scheme, settings, problems);
        Mapping mapping = mapping(settings, problems);
        if (mapping == null || !problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return new DeliveryConnector(
                scheme,
                new Signatures(scheme, secrets, settings.get(TOLERANCE), context.clock()),
                mapping,
                settings.get(VERIFY_TOKEN),
                settings.get(MAX_BODY_BYTES));
    }

    private static List<Secret> secrets(Scheme scheme, Settings settings, List<String> problems) {
        Map<String, Secret> given = Map.of("secret", settings.get(SECRET), "secret-next", settings.get(SECRET_NEXT));
        List<Secret> secrets = new ArrayList<>();
        for (String name : List.of("secret", "secret-next")) {
            Secret secret = given.getOrDefault(name, Secret.of(""));
            if (isSet(secret)) {
                secrets.add(secret);
                Signatures.flaw(scheme, secret).ifPresent(flaw -> problems.add("setting " + name + ": " + flaw));
            }
        }
        if (scheme == Scheme.NONE && !secrets.isEmpty()) {
            problems.add(
                    "setting signature: it is none, and there is a secret; name the scheme by which the source signs,"
                            + " or take the secret away");
        }
        if (scheme != Scheme.NONE && !isSet(settings.get(SECRET))) {
            problems.add("setting secret: it is needed for the signature " + scheme.word()
                    + "; copy it from the source's settings");
        }
        return secrets;
    }

    private static @Nullable Mapping mapping(Settings settings, List<String> problems) {
        try {
            Mapping mapping = MappingReader.read(settings.get(MAPPING));
            boolean asksByGet =
                    mapping.challenge().map(each -> each.query() != null).orElse(false);
            if (asksByGet && !isSet(settings.get(VERIFY_TOKEN))) {
                problems.add(
                        "setting verify-token: it is needed, for the mapping says that the source asks by GET; choose"
                                + " a text and set it at the source as well");
            }
            return mapping;
        } catch (InvalidConfigException e) {
            problems.addAll(e.problems());
            return null;
        }
    }

    private static boolean isSet(Secret secret) {
        return !secret.equals(Secret.of(""));
    }
}
