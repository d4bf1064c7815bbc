package dev.laurel.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.laurel.reputation.RuleDeclaration;
import dev.laurel.spi.Extension;
import dev.laurel.spi.PluginContext;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.Scorer;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.config.InvalidConfigException;
import dev.laurel.spi.config.Setting;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Window;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RuleBookOpeningTest {
    private static final Setting<Long> POINTS =
            Setting.integer("points", "how many").between(1L, 100L);
    private static final Setting<String> CURRENCY = Setting.text("currency", "in what");

    @Test
    void givenRuleSetsInOrder_whenOpened_thenTheyAreDeclaredInThatOrderWithADigestOfNameAndDeclaration() {
        PluginCatalog catalog = RuleBooks.catalog(
                RuleBooks.set(
                        "one", RuleBooks.rule("a", p -> Decision.none()), RuleBooks.rule("b", p -> Decision.none())),
                RuleBooks.set("two", RuleBooks.rule("a", p -> Decision.none())));
        List<RuleDeclaration> rules =
                RuleBooks.open(catalog, "shop/two", "shop/one").rules();
        assertThat(rules).extracting(RuleDeclaration::name).containsExactly("shop/two/a", "shop/one/a", "shop/one/b");
        assertThat(rules).extracting(RuleDeclaration::pluginVersion).containsOnly("unknown");
        assertThat(rules)
                .extracting(RuleDeclaration::digest)
                .doesNotHaveDuplicates()
                .allMatch(d -> d.matches("[0-9a-f]{32}"));
        for (RuleDeclaration rule : rules) {
            assertThat(rule.digest())
                    .isEqualTo(sha256(rule.name() + "\n" + rule.spec()).substring(0, 32));
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void givenWrongSettingsInSeveralSelections_whenOpened_thenAllProblemsOfAllOfThemAreThrownAtOnceAndNothingIsMade() {
        boolean[] made = {false};
        Extension.Factory<List<RewardRule>> factory = context -> {
            made[0] = true;
            return List.of();
        };
        PluginCatalog catalog = RuleBooks.catalog(
                Extension.rewardRules("one", ConfigSpec.of(POINTS, CURRENCY), factory),
                Extension.rewardRules("two", ConfigSpec.of(POINTS), factory),
                Extension.rewardRules("fine", ConfigSpec.none(), factory),
                Extension.scorer("credibility", ConfigSpec.none(), context -> (Scorer) p -> List.of()));
        List<Selection> selections = List.of(
                new Selection("shop/one", "", Map.of("points", "1000")),
                new Selection("shop/two", "", Map.of("pionts", "5")),
                new Selection("shop/fine", "", Map.of()),
                new Selection("shop/fine", "", Map.of()),
                new Selection("shop/credibility", "", Map.of()),
                new Selection("shop/tow", "", Map.of()));
        InvalidConfigException thrown = catchThrowableOfType(
                InvalidConfigException.class, () -> RuleBook.open(catalog, "telco", selections, RuleBooks.CLOCK));
        assertThat(thrown.problems())
                .satisfiesExactly(
                        one -> assertThat(one).contains("one", "points", "1000"),
                        two -> assertThat(two).contains("one", "currency"),
                        three -> assertThat(three).contains("two", "points"),
                        four -> assertThat(four).contains("two", "pionts"),
                        five -> assertThat(five).contains("telco", "shop/fine twice"),
                        six -> assertThat(six)
                                .contains("shop/credibility is a scorer", "this version of Laurel does not host"),
                        seven -> assertThat(seven).contains("shop/tow", "nearest is shop/two"));
        assertThat(made[0]).isFalse();
    }

    @Test
    void givenAFactory_whenARuleSetIsMade_thenItIsLentSettingsClockLoggerAndNamesUnderThePluginsLoader() {
        List<PluginContext> lent = new ArrayList<>();
        PluginCatalog catalog = RuleBooks.catalog(Extension.rewardRules("thanks", ConfigSpec.of(POINTS), context -> {
            lent.add(context);
            return List.of(RuleBooks.rule(
                    "thanked",
                    p -> Decision.grant(
                            Points.of("reputation", context.settings().get(POINTS)))));
        }));
        RuleBook rules = RuleBook.open(
                catalog,
                "telco",
                List.of(new Selection("shop/thanks", "kind-words", Map.of("points", "42"))),
                RuleBooks.CLOCK);
        assertThat(RuleBooks.judged(rules).rewards()).singleElement().hasToString("42 points/reputation");
        PluginContext context = lent.get(0);
        assertThat(context.community()).isEqualTo("telco");
        assertThat(context.instance()).isEqualTo("kind-words");
        assertThat(context.clock().instant()).isEqualTo(RuleBooks.CLOCK.instant());
        assertThat(context.logger().getName()).isEqualTo("dev.laurel.plugin.shop.kind-words");
    }

    @Test
    void givenAFactoryThatFindsSettingsThatDoNotGoTogether_whenOpened_thenItsProblemsAreThrownAndWhatWasMadeIsClosed() {
        AtomicInteger closed = new AtomicInteger();
        PluginCatalog catalog = RuleBooks.catalog(
                RuleBooks.set("good", new Closing(closed)), Extension.rewardRules("odd", ConfigSpec.none(), context -> {
                    throw new InvalidConfigException(List.of("from is after until"));
                }));
        assertThatThrownBy(() -> RuleBooks.open(catalog, "shop/good", "shop/odd"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("from is after until");
        assertThat(closed).hasValue(1);
    }

    @Test
    void givenSetsAndRulesThatCannotBeMade_whenOpened_thenTheOthersAreThereAndEachOfTheseIsASentence() {
        Counter likes = Counter.sum("likes").of("like", 1);
        PluginCatalog catalog = RuleBooks.catalog(
                Extension.rewardRules("thrower", ConfigSpec.none(), context -> {
                    throw new java.io.IOException("no such file");
                }),
                Extension.rewardRules("nothing", ConfigSpec.none(), context -> null),
                RuleBooks.set(
                        "mixed",
                        RuleBooks.rule("Good Name", p -> Decision.none()),
                        RuleBooks.rule("twice", p -> Decision.none()),
                        RuleBooks.rule("twice", p -> Decision.none()),
                        new RuleBooks.Rule(null, p -> Decision.none()),
                        new RuleBooks.Rule(
                                RuleBooks.spec("bad-unit").gives("Gold Coins").build(), p -> null),
                        new RuleBooks.Rule(RuleBooks.spec("first").reads(likes).build(), p -> Decision.none()),
                        new RuleBooks.Rule(RuleBooks.spec("same").reads(likes).build(), p -> Decision.none()),
                        new RuleBooks.Rule(
                                RuleBooks.spec("other")
                                        .reads(likes.of("love", 2))
                                        .build(),
                                p -> Decision.none()),
                        new RuleBooks.Rule(
                                RuleBooks.spec("odd-limit")
                                        .limitedBy(Limit.times("A Day", 3, Window.DAY))
                                        .build(),
                                p -> Decision.none())),
                Extension.rewardRules(
                        "nulls",
                        ConfigSpec.none(),
                        context -> Arrays.asList(null, RuleBooks.rule("alone", p -> Decision.none()))));
        RuleBook rules = RuleBooks.open(catalog, "shop/thrower", "shop/nothing", "shop/mixed", "shop/nulls");
        assertThat(rules.rules())
                .extracting(RuleDeclaration::name)
                .containsExactly("shop/mixed/twice", "shop/mixed/first", "shop/mixed/same", "shop/nulls/alone");
        assertThat(rules.failures())
                .allSatisfy(one -> assertThat(one).contains("shop/", "is not in force", "tell its author"))
                .satisfiesExactly(
                        says("shop/thrower", "IOException: no such file"),
                        says("shop/nothing", "did not return a list"),
                        says("rule 1 of shop/mixed", "Good Name"),
                        says("rule 3 of shop/mixed", "two rules", "twice"),
                        says("rule 4 of shop/mixed", "spec() returned null"),
                        says("rule 5 of shop/mixed", "points/Gold Coins"),
                        says("rule 8 of shop/mixed", "counter likes", "another name"),
                        says("rule 9 of shop/mixed", "limit A Day"),
                        says("rule 1 of shop/nulls", "is null"));
        assertThat(RuleBooks.judged(rules, 3)).isSameAs(Decision.none());
    }

    @Test
    void givenASecretInAnException_whenItIsTold_thenItIsNotThere() {
        Setting<dev.laurel.spi.config.Secret> token = Setting.secret("token", "the key");
        PluginCatalog catalog = RuleBooks.catalog(Extension.rewardRules(
                "thanks",
                ConfigSpec.of(token),
                context -> List.of(RuleBooks.rule("thanked", p -> {
                    throw new IllegalStateException(
                            "401 for ?key=" + context.settings().get(token).reveal());
                }))));
        RuleBook rules = RuleBook.open(
                catalog,
                "telco",
                List.of(new Selection("shop/thanks", "", Map.of("token", "hunter22"))),
                RuleBooks.CLOCK);
        assertThatThrownBy(() -> rules.judge(0, new RuleBooks.Someone()))
                .hasMessageContaining("401 for ?key=***")
                .message()
                .doesNotContain("hunter22");
        assertThat(rules.failures().toString()).contains("***").doesNotContain("hunter22");
    }

    @Test
    void givenRulesThatThrowWhenClosed_whenTheBookIsClosedTwice_thenEachIsClosedOnceAndNothingIsThrown() {
        AtomicInteger closed = new AtomicInteger();
        RuleBook rules = RuleBooks.open(
                RuleBooks.catalog(RuleBooks.set("thanks", new Closing(closed), new Closing(closed, "second"))),
                "shop/thanks");
        rules.close();
        rules.close();
        assertThat(closed).hasValue(2);
    }

    private static java.util.function.Consumer<String> says(String... parts) {
        return problem -> assertThat(problem).contains(parts).doesNotContain("\n");
    }

    /** Counts how often it is closed, and throws. */
    private record Closing(AtomicInteger closed, String name) implements RewardRule {
        Closing(AtomicInteger closed) {
            this(closed, "first");
        }

        @Override
        public RuleSpec spec() {
            return RuleBooks.spec(name).build();
        }

        @Override
        public Decision decide(Participation participation) {
            return Decision.none();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            throw new IllegalStateException("will not");
        }
    }
}
