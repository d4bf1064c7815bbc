package dev.laurel.samplehost.showcase.rules;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.config.ConfigSpec;
import java.util.List;

/** The rules of Tansy &amp; Rowe: points for what others find helpful. A review is an opinion, so there is no credit. */
public final class TansyRowePlugin implements Plugin {
    /** For the service loader. */
    public TansyRowePlugin() {}

    /** {@return {@code tansy-rowe}} */
    @Override
    public String id() {
        return "tansy-rowe";
    }

    /** {@return the rules {@code community}} */
    @Override
    public List<Extension<?>> extensions() {
        return List.of(Extension.rewardRules("community", ConfigSpec.none(), context -> CommunityRules.plain()));
    }
}
