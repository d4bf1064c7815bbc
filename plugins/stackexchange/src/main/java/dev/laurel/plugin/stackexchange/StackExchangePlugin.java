package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.config.Setting;
import java.nio.file.Path;
import java.util.List;

/** What this jar offers: a connector for the public data dump, and two sets of reward rules. */
public final class StackExchangePlugin implements Plugin {
    static final Setting<Path> DIRECTORY = Setting.path(
            "directory",
            "the folder with Users.xml, Posts.xml and Votes.xml of a site's data dump, and Comments.xml if any");

    /** For the service loader. */
    public StackExchangePlugin() {}

    /** {@return {@code stackexchange}} */
    @Override
    public String id() {
        return "stackexchange";
    }

    /** {@return the connector {@code dump}, and the rules {@code reputation-2018} and {@code badges-2018}} */
    @Override
    public List<Extension<?>> extensions() {
        return List.of(
                Extension.pullConnector(
                        "dump",
                        ConfigSpec.of(DIRECTORY),
                        context -> new DumpConnector(context.settings().get(DIRECTORY), context.logger())),
                Extension.rewardRules("reputation-2018", ConfigSpec.none(), context -> Reputation2018.rules()),
                Extension.rewardRules("badges-2018", ConfigSpec.none(), context -> Badges2018.rules()));
    }
}
