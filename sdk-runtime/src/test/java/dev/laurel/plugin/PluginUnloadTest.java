package dev.laurel.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.laurel.reputation.RuleFailedException;
import dev.laurel.view.ConnectorStatus.State;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginUnloadTest extends ConnectorFixture {
    private static final int CYCLES = Boolean.getBoolean("laurel.proof") ? 200 : 20;

    /** Everything a plugin throws is of a class of its own, so that whoever keeps it keeps the class loader. */
    private static final String SHOP = """
            import dev.laurel.spi.Extension;
            import dev.laurel.spi.Plugin;
            import dev.laurel.spi.PullConnector;
            import dev.laurel.spi.RewardRule;
            import dev.laurel.spi.activity.Cursor;
            import dev.laurel.spi.activity.Page;
            import dev.laurel.spi.activity.Role;
            import dev.laurel.spi.config.ConfigSpec;
            import dev.laurel.spi.reward.Decision;
            import dev.laurel.spi.reward.Participation;
            import dev.laurel.spi.reward.RuleSpec;
            import dev.laurel.spi.reward.Words;
            import java.util.List;

            public final class Shop implements Plugin, PullConnector, RewardRule {
                public String id() { return "shop"; }
                public List<Extension<?>> extensions() {
                    return List.of(
                            Extension.pullConnector("orders", ConfigSpec.none(), context -> new Shop()),
                            Extension.rewardRules("thanks", ConfigSpec.none(), context -> List.of(new Shop())));
                }
                public Page pull(Cursor after, int limit) {
                    throw new Mine();
                }
                public RuleSpec spec() {
                    return RuleSpec.of("thanked", 1, Words.of("thanked", "Thanks.", "Merci."))
                            .on("thanked").as(Role.THANKED).gives("reputation").build();
                }
                public Decision decide(Participation participation) { throw new Mine(); }
                public void close() { throw new Mine(); }
                static final class Mine extends RuntimeException {}
            }
            """;

    @Test
    void givenAPluginThatFailsInEveryCall_whenLoadedAndUnloadedOverAndOverInOneVertx_thenNoClassLoaderIsLeft(
            @TempDir Path folder) {
        PluginJar.builtForThisHost().service("a.Shop").source("a.Shop", SHOP).write(folder.resolve("shop.jar"));
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < CYCLES; i++) {
            loaders.add(cycle(folder));
        }
        deployed.clear();
        await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> {
            System.gc();
            assertThat(loaders).allMatch(loader -> loader.get() == null);
        });
    }

    private WeakReference<ClassLoader> cycle(Path folder) {
        try (PluginDepot depot = RuleBooks.depot(folder);
                RuleBook rules = RuleBooks.open(depot.catalog(), "shop/thanks");
                ConnectorInstance instance =
                        deploy(depot.catalog(), new Selection("shop/orders", "web-shop", Map.of()), PATIENT)) {
            assertThat(catchThrowable(() -> rules.judge(0, new RuleBooks.Someone())))
                    .isInstanceOf(RuleFailedException.class);
            until(instance, State.SUSPENDED);
            return new WeakReference<>(depot.catalog().plugins().get(0).guest().loader());
        }
    }
}
