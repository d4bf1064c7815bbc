package dev.laurel;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.PullConnector;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.activity.Reject;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.config.Setting;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Window;
import dev.laurel.spi.reward.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** What the tests' community uses: a few rules, and a connector that reads a list. */
public final class TownPlugin implements Plugin {
    static final String THANKED = "town/rules/thanked";
    static final String REPUTATION = "points/reputation";
    static final String CREDIT = "points/credit";
    static final String KIND = "badge/kind";

    private static final Setting<Long> PAGE = Setting.integer("page", "How many activities there are on a page.")
            .orElse(10L)
            .between(1L, 1_000L);
    private static final Setting<String> CITY = Setting.text("city", "Which city.");
    private static final Setting<Long> SIZE = Setting.integer("size", "How large it is.");

    /** Everything the connector's source has, in order. */
    final List<Activity> dump = new ArrayList<>();
    /** Whether the source says that it is history. */
    boolean backfill;
    /** What the source has that cannot be read: comes with the first page. */
    final List<Reject> unreadable = new ArrayList<>();
    /** What an order with the attribute hold waits for, on the partition's thread. */
    final CountDownLatch hold = new CountDownLatch(1);
    /** How many pages have been asked for. */
    final AtomicInteger pulls = new AtomicInteger();

    @Override
    public String id() {
        return "town";
    }

    @Override
    public List<Extension<?>> extensions() {
        return List.of(
                Extension.rewardRules("rules", ConfigSpec.none(), context -> rules()),
                Extension.rewardRules("strict", ConfigSpec.of(CITY, SIZE), context -> rules()),
                Extension.pullConnector(
                        "dump",
                        ConfigSpec.of(PAGE),
                        context -> new Dump(context.settings().get(PAGE).intValue())));
    }

    private List<RewardRule> rules() {
        Words thanked =
                Words.of("thanked", "Somebody said thanks: {0} points", "Quelqu''un a dit merci : {0} points", 10L);
        return List.of(
                rule(
                        spec("thanked", thanked).on("thanks").as(Role.THANKED).gives("reputation"),
                        p -> points("reputation", 10)),
                rule(spec("kind").on("thanks").as(Role.RATER).awards("kind"), p -> Decision.grant(Badge.once("kind"))),
                rule(spec("answered").on("answer").as(Role.AUTHOR).gives("reputation"), p -> points("reputation", 5)),
                rule(spec("liked").on("like").as(Role.AUTHOR).gives("reputation"), p -> points("reputation", 2)),
                rule(
                        spec("visited")
                                .on("visit")
                                .as(Role.MEMBER)
                                .gives("reputation")
                                .limitedBy(Limit.times("once-a-day", 1, Window.DAY)),
                        p -> points("reputation", 1)),
                rule(spec("bought").on("order").as(Role.MEMBER).gives("credit"), TownPlugin::bought),
                rule(spec("broken").on("order").as(Role.MEMBER).gives("reputation"), this::broken));
    }

    private static Decision bought(Participation participation) {
        long amount = participation.amount().orElse(0);
        return amount < 100 ? Decision.decline("TOO_SMALL") : points("credit", amount);
    }

    /** Overflows, and throws, when an order says so; waits when it says that. */
    private Decision broken(Participation participation) {
        if (participation.attribute("hold").isPresent()) {
            await(hold);
        }
        return participation.attribute("times").isPresent()
                ? points(
                        "reputation",
                        Math.multiplyExact(
                                (Long) participation.attribute("times").get(), Points.MOST))
                : Decision.none();
    }

    private static Decision points(String currency, long amount) {
        return Decision.grant(Points.of(currency, amount));
    }

    private static RuleSpec.Builder spec(String name) {
        return spec(name, Words.of(name, name, name));
    }

    private static RuleSpec.Builder spec(String name, Words words) {
        return RuleSpec.of(name, 1, words);
    }

    private static RewardRule rule(RuleSpec.Builder spec, Function<Participation, Decision> answer) {
        return new Rule(spec.build(), answer);
    }

    /** A rule from its parts. */
    private record Rule(RuleSpec spec, Function<Participation, Decision> answer) implements RewardRule {
        @Override
        public Decision decide(Participation participation) {
            return answer.apply(participation);
        }
    }

    /** Reads the list from where the cursor stands. */
    private final class Dump implements PullConnector {
        private final int size;

        Dump(int size) {
            this.size = size;
        }

        @Override
        public Page pull(Cursor after, int limit) {
            pulls.incrementAndGet();
            int from = after.isStart() ? 0 : Integer.parseInt(after.text());
            int to = Math.min(dump.size(), from + Math.min(size, limit));
            return Page.of(dump.subList(from, to), Cursor.of(Integer.toString(to)))
                    .rejects(from == 0 ? unreadable : List.of())
                    .more(to < dump.size())
                    .backfill(backfill)
                    .build();
        }
    }

    /** Lets a test hold a thread until it says so. */
    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
