package dev.laurel.samplehost.showcase.rules;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.config.ConfigSpec;
import java.util.List;

/** The rules of Pimprenelle Mobile: points for what others find helpful, and credit for accepted answers. */
public final class PimprenellePlugin implements Plugin {
    /** For the service loader. */
    public PimprenellePlugin() {}

    /** {@return {@code pimprenelle}} */
    @Override
    public String id() {
        return "pimprenelle";
    }

    /** {@return the rules {@code community}} */
    @Override
    public List<Extension<?>> extensions() {
        return List.of(Extension.rewardRules("community", ConfigSpec.none(), context -> CommunityRules.withCredit()));
    }
}
