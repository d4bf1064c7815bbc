package dev.laurel.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.PullConnector;
import dev.laurel.spi.PushConnector;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.activity.Receipt;
import dev.laurel.spi.activity.Reject;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.config.InvalidConfigException;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.MemberView;
import dev.laurel.spi.reward.ObjectView;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Reward;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plugin that was compiled against SPI 1.0, once and for all, works with the SPI of today. */
class OldSpiTest extends DepotFixture {
    private PluginCatalog catalog;

    @BeforeEach
    void theOldJar() {
        try (InputStream old = Objects.requireNonNull(OldSpiTest.class.getResourceAsStream("spi-1.0/old-1.0.jar"))) {
            Files.copy(old, folder.resolve("old-1.0.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        catalog = folderOnly();
    }

    private InstanceContext lent(String extension, Map<String, String> settings) {
        return InstanceContext.of(
                catalog.extension(extension), new Selection(extension, "", settings), "telco", RuleBooks.CLOCK);
    }

    private Object make(String extension, Map<String, String> settings) throws Exception {
        return catalog.extension(extension).make(lent(extension, settings));
    }

    @Test
    void givenAPluginOfSpi10_whenFoundInAFolder_thenItLoadsWithAllItsExtensions() {
        assertThat(SpiVersion.BUILT_WITH).as("the SPI of today is a later one").isNotEqualTo("1.0");
        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.plugins())
                .singleElement()
                .satisfies(plugin -> assertThat(plugin.extensions())
                        .extracting(LoadedExtension::path)
                        .containsExactly("old/rules", "old/pull", "old/push"));
    }

    @Test
    void givenItsRules_whenOpenedAndJudged_thenTheyDeclareAndDecideAsTheyDidIn10() throws Exception {
        Selection selection = new Selection("old/rules", "", Map.of("secret", "s3cret", "integer", "4"));
        try (RuleBook rules = RuleBook.open(catalog, "telco", List.of(selection), RuleBooks.CLOCK)) {
            assertThat(rules.missing()).isEmpty();
            assertThat(rules.rules()).singleElement().satisfies(rule -> {
                assertThat(rule.name()).isEqualTo("old/rules/helpful");
                assertThat(rule.spec().counters())
                        .extracting(Counter::kind)
                        .containsExactly(
                                Counter.Kind.SUM,
                                Counter.Kind.AMOUNT,
                                Counter.Kind.MAX,
                                Counter.Kind.DISTINCT,
                                Counter.Kind.DAYS,
                                Counter.Kind.AMOUNT);
                assertThat(rule.spec().limits())
                        .extracting(Limit::kind)
                        .containsExactly(Limit.Kind.CAP, Limit.Kind.FLOOR, Limit.Kind.TIMES);
                assertThat(rule.spec().words()).hasToString("4 points.");
                assertThat(rule.spec().declines()).containsOnlyKeys("OWN", "EARLY");
            });
            Decision first = rules.judge(0, new Vote(Optional.empty(), false));
            assertThat(first).isEqualTo(Decision.none().wakeAt(Instant.EPOCH.plus(Duration.ofDays(7)), "known"));
            Decision later = rules.judge(0, new Vote(Optional.of("known"), false));
            assertThat(later.rewards())
                    .extracting(Reward::unit)
                    .containsExactly(
                            "points/reputation",
                            "badge/good",
                            "badge/good",
                            "nomination/advocates",
                            "invitation/summer-party");
            assertThat(rules.judge(0, new Vote(Optional.empty(), true)).declines())
                    .extracting(Decision.Decline::code)
                    .containsExactly("OWN");
        }
    }

    @Test
    void givenASecretThatItsRulesRefuse_whenMade_thenTheProblemComesOut() {
        assertThatThrownBy(() -> make("old/rules", Map.of("secret", "wrong")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("the secret is wrong");
        assertThatThrownBy(() -> lent("old/rules", Map.of("choice", "three", "integer", "11")))
                .isInstanceOfSatisfying(
                        InvalidConfigException.class,
                        e -> assertThat(e.problems()).hasSize(3));
    }

    @Test
    void givenItsPullConnector_whenAsked_thenPagesCursorsAndRejectsComeAsIn10() throws Exception {
        Map<String, String> settings = Map.of("secret", "s3cret", "choice", "two", "duration", "PT1H");
        try (PullConnector pull = (PullConnector) make("old/pull", settings)) {
            Page page = pull.pull(Cursor.start(), 10);
            assertThat(page.next()).isEqualTo(Cursor.of("x"));
            assertThat(page.more()).isTrue();
            assertThat(page.backfill()).isTrue();
            assertThat(page.retryAfter()).contains(Duration.ofHours(1));
            assertThat(page.rejects()).extracting(Reject::code).containsExactly("UNREADABLE");
            Activity vote = page.activities().get(0);
            assertThat(vote.at()).isEqualTo(RuleBooks.CLOCK.instant());
            assertThat(vote.actors().get(Role.RATER).attributes()).containsEntry("tier", "two");
            assertThat(vote.object().flatMap(object -> object.parent())).contains("q1");
            assertThat(vote.attributes()).hasSize(6).containsEntry("double", 0.5);
            assertThat(page.activities().get(1).withdraws()).contains("vote-0");
            assertThat(pull.pull(page.next(), 10).activities().get(0).id()).isEqualTo("vote-1");
        }
        try (PullConnector pull = (PullConnector) make("old/pull", Map.of("secret", "expired"))) {
            assertThatThrownBy(() -> pull.pull(Cursor.start(), 10)).isInstanceOf(PermanentFailureException.class);
        }
    }

    @Test
    void givenItsPushConnector_whenDeliveredTo_thenReceiptsAndRejectionsComeAsIn10() throws Exception {
        byte[] body = "vote-9".getBytes(StandardCharsets.UTF_8);
        try (PushConnector push = (PushConnector) make("old/push", Map.of())) {
            Receipt receipt =
                    push.receive(Delivery.of("/hook", Map.of("x-signature", List.of("abc")), body, Instant.EPOCH));
            assertThat(receipt.activities()).extracting(Activity::id).containsExactly("vote-9");
            assertThat(receipt.replyStatus()).isEqualTo(202);
            assertThat(receipt.rejects()).extracting(Reject::reason).containsExactly("headers: 1");
            assertThatThrownBy(() -> push.receive(Delivery.of("/hook", Map.of(), body, Instant.EPOCH)))
                    .isInstanceOfSatisfying(
                            DeliveryRejectedException.class,
                            e -> assertThat(e.code()).isEqualTo("UNSIGNED"));
        }
    }

    @Test
    void givenItsRules_whenMadeByItsFactory_thenTheyAreRulesOfTodaysSpi() throws Exception {
        assertThat((List<?>) make("old/rules", Map.of("secret", "s3cret")))
                .singleElement()
                .isInstanceOf(RewardRule.class);
    }

    /** A vote for an answer about Java. */
    private record Vote(Optional<String> timer, boolean isOwn) implements Participation {
        @Override
        public Instant at() {
            return Instant.EPOCH;
        }

        @Override
        public String type() {
            return "vote.up";
        }

        @Override
        public String source() {
            return "portal";
        }

        @Override
        public Role role() {
            return Role.AUTHOR;
        }

        @Override
        public MemberView member() {
            return () -> 7;
        }

        @Override
        public Optional<ObjectView> object() {
            return Optional.empty();
        }

        @Override
        public OptionalLong amount() {
            return OptionalLong.of(1);
        }

        @Override
        public Optional<Object> attribute(String key) {
            return Optional.empty();
        }

        @Override
        public Optional<MemberView> counterpart(Role role) {
            return Optional.empty();
        }

        @Override
        public boolean alsoAs(Role role) {
            return isOwn;
        }

        @Override
        public long before(Counter counter) {
            return 0;
        }

        @Override
        public long after(Counter counter) {
            return 1;
        }
    }
}
