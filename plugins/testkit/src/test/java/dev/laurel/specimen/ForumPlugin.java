package dev.laurel.specimen;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.config.Secret;
import dev.laurel.spi.config.Setting;
import dev.laurel.testkit.contract.Flaw;
import java.net.URI;
import java.util.List;

/** A plugin with an extension of every kind, each as it should be, or with one flaw. */
public final class ForumPlugin implements Plugin {
    static final Setting<URI> BASE = Setting.uri("base-url", "where the forum lives");
    static final Setting<Secret> TOKEN = Setting.secret("token", "a key that may read posts and send mail");

    private static final ConfigSpec CONFIG = ConfigSpec.of(BASE, TOKEN);

    /** For the service loader. */
    public ForumPlugin() {}

    @Override
    public String id() {
        return "forum";
    }

    @Override
    public List<Extension<?>> extensions() {
        return List.of(
                Flaw.PULL_OF_ANOTHER_KIND.here()
                        ? Extension.pushConnector("posts", CONFIG, Hook::new)
                        : Extension.pullConnector("posts", CONFIG, Posts::of),
                Extension.pushConnector("hook", CONFIG, Hook::new),
                Extension.enricher("mood", CONFIG, Mood::new),
                Extension.channel("mail", CONFIG, Mail::new),
                Extension.rewardRules("thanks", ConfigSpec.none(), context -> Thanks.rules()),
                Extension.scorer("helpful", ConfigSpec.none(), context -> new Helpful()),
                Extension.communityScorer("trust", ConfigSpec.none(), context -> new Trust()));
    }
}
