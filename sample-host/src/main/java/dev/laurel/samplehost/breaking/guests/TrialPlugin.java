package dev.laurel.samplehost.breaking.guests;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.config.ConfigSpec;
import java.util.List;

/** What a community on trial is given: points that are easily counted, and guests that behave badly. */
public final class TrialPlugin implements Plugin {
    /** For the service loader. */
    public TrialPlugin() {}

    /** {@return {@code trial}} */
    @Override
    public String id() {
        return "trial";
    }

    /** {@return the rules {@code thanks} and {@code throwing}, and the connector {@code hanging}} */
    @Override
    public List<Extension<?>> extensions() {
        return List.of(
                Extension.rewardRules("thanks", ConfigSpec.none(), context -> List.of(new Thanks())),
                Extension.rewardRules("throwing", ConfigSpec.none(), context -> List.of(new Throwing())),
                Extension.pullConnector("hanging", ConfigSpec.none(), context -> new Hanging()));
    }
}
