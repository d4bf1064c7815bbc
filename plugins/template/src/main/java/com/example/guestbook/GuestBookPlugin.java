package com.example.guestbook;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.config.Setting;
import java.nio.file.Path;
import java.util.List;

/** Thanks from a guest book: a connector that reads them, rules that reward them, a scorer that weighs them. */
public final class GuestBookPlugin implements Plugin {
    static final Setting<Path> FILE = Setting.path("file", "the guest book, a line an entry: number;time;from;to");
    static final Setting<Long> POINTS =
            Setting.integer("points", "points for being thanked").between(1L, 100L).orElse(5L);

    @Override
    public String id() {
        return "guest-book";
    }

    @Override
    public List<Extension<?>> extensions() {
        return List.of(
                Extension.pullConnector(
                        "entries",
                        ConfigSpec.of(FILE),
                        context -> new Entries(context.settings().get(FILE))),
                Extension.rewardRules(
                        "thanks",
                        ConfigSpec.of(POINTS),
                        context -> List.of(new Thanked(context.settings().get(POINTS)))),
                Extension.scorer("kindness", ConfigSpec.none(), context -> new Kindness()));
    }
}
