package dev.laurel.pipeline;

import dev.laurel.reputation.Judge;
import dev.laurel.reputation.RuleDeclaration;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.ObjectView;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Window;
import dev.laurel.spi.reward.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Rules that use everything a rule can declare, small enough that a short history meets all of it. */
final class HouseRules implements Judge {
    static final Limit DAILY = Limit.cap("daily", "rep", 25, Window.DAY);
    static final Limit FLOOR = Limit.floor("never-under", "rep", 1);
    static final Limit WEEKLY = Limit.times("weekly", 1, Window.WEEK);
    static final Limit HOURS = Limit.times("few", 2, Window.rolling(Duration.ofHours(20)));
    static final Limit BADGE_TIMES = Limit.times("medals", 2, Window.MONTH);

    private static final Counter GIFTS =
            Counter.amount("gifts").of("gift", 1).as(Role.THANKED).within(Window.WEEK);
    private static final Counter LARGEST =
            Counter.max("largest").of("gift", 1).as(Role.THANKED).within(Window.rolling(Duration.ofDays(3)));
    private static final Counter LARGEST_EVER =
            Counter.max("largest-ever").of("gift", 2).as(Role.THANKED);
    private static final Counter RATERS = Counter.distinct("raters", Role.RATER).of("vote.up", 1);
    private static final Counter RECENT = Counter.distinct("recent-raters", Role.RATER)
            .of("vote.up", 1)
            .of("vote.down", 1)
            .within(Window.rolling(Duration.ofDays(2)));
    private static final Counter DAYS = Counter.days("days")
            .of("visit", 1)
            .of("comment", 1)
            .as(Role.MEMBER)
            .within(Window.rolling(Duration.ofDays(4)));
    private static final Counter MONTH_DAYS =
            Counter.days("month-days").of("visit", 1).as(Role.MEMBER).within(Window.MONTH);
    private static final Counter SCORE =
            Counter.sum("score").of("vote.up", 1).of("vote.down", -1).perObject();
    private static final Counter WORTH = Counter.amount("worth").of("gift", 1).perObject();
    private static final Counter PAIR =
            Counter.sum("pair").of("vote.up", 1).perCounterpart(Role.RATER).within(Window.DAY);
    private static final Counter TOPIC =
            Counter.sum("topic").of("vote.up", 1).of("accept", 2).perTopic();
    private static final Counter UPS =
            Counter.sum("ups").of("vote.up", 1).of("vote.down", -1).within(Window.rolling(Duration.ofHours(30)));

    /** One rule. */
    record Rule(RuleSpec spec, Function<Participation, Decision> says) {}

    private final List<Rule> rules;
    private final List<RuleDeclaration> declared = new ArrayList<>();

    HouseRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        for (Rule rule : rules) {
            String digest = Integer.toHexString(rule.spec().toString().hashCode()) + "-of-"
                    + rule.spec().name();
            declared.add(new RuleDeclaration("test/house/" + rule.spec().name(), rule.spec(), digest, "1.0"));
        }
    }

    /** {@return all of them} */
    static HouseRules all() {
        List<Rule> all = new ArrayList<>();
        votes(all);
        counters(all);
        objects(all);
        timers(all);
        return new HouseRules(all);
    }

    /** {@return a part of them that a seed picks: some faults only show when no timer makes everybody be judged anew} */
    static HouseRules some(long seed) {
        if (seed % 3 == 0) {
            return all();
        }
        List<Rule> some = new ArrayList<>();
        votes(some);
        counters(some);
        objects(some);
        if (seed % 3 == 1) {
            some.removeIf(rule -> (rule.spec().name().hashCode() + seed / 3) % 4 == 0);
        }
        return new HouseRules(some);
    }

    static RuleSpec.Builder spec(String name, int revision) {
        return RuleSpec.of(name, revision, Words.of(name, "Rule " + name + ".", "Règle " + name + "."));
    }

    static Rule rule(RuleSpec.Builder spec, Function<Participation, Decision> says) {
        return new Rule(spec.build(), says);
    }

    static Decision rep(long amount) {
        return Decision.grant(Points.of("rep", amount));
    }

    private static Decision kudos(long amount) {
        return Decision.grant(Points.of("kudos", amount));
    }

    static void votes(List<Rule> all) {
        all.add(rule(
                spec("up", 1)
                        .on("vote.up")
                        .as(Role.AUTHOR)
                        .gives("rep")
                        .limitedBy(DAILY)
                        .limitedBy(FLOOR),
                p -> p.alsoAs(Role.RATER) ? Decision.decline("OWN_WORK") : rep(10)));
        all.add(rule(
                spec("down", 1)
                        .on("vote.down")
                        .as(Role.AUTHOR)
                        .as(Role.RATER)
                        .gives("rep")
                        .limitedBy(FLOOR),
                p -> rep(p.role().equals(Role.RATER) ? -3 : -8)));
        all.add(rule(
                spec("accepted", 1)
                        .on("accept")
                        .as(Role.AUTHOR)
                        .as(Role.ASKER)
                        .gives("rep")
                        .objects("answer"),
                p -> p.alsoAs(p.role().equals(Role.AUTHOR) ? Role.ASKER : Role.AUTHOR)
                        ? Decision.decline("OWN_ANSWER")
                        : rep(p.role().equals(Role.AUTHOR) ? 15 : 2)));
    }

    private static Points credit(long amount) {
        return Points.of("credit", Math.max(-Points.MOST, Math.min(Points.MOST, amount)));
    }

    private static void counters(List<Rule> all) {
        all.add(rule(
                spec("gift", 1)
                        .on("gift")
                        .as(Role.THANKED)
                        .gives("credit")
                        .reads(GIFTS)
                        .reads(LARGEST)
                        .reads(LARGEST_EVER),
                p -> Decision.grant(
                        credit(p.after(GIFTS) - p.before(GIFTS)),
                        credit(p.after(LARGEST) - p.before(LARGEST)),
                        credit(p.after(LARGEST_EVER)))));
        all.add(rule(
                spec("raters", 1)
                        .on("vote.up", "vote.down")
                        .as(Role.AUTHOR)
                        .gives("kudos")
                        .awards("popular")
                        .reads(RATERS)
                        .reads(RECENT),
                p -> p.reaches(RATERS, 3)
                        ? Decision.grant(Badge.once("popular"), Points.of("kudos", p.after(RECENT)))
                        : kudos(p.after(RECENT) - p.before(RECENT) + p.after(RATERS) - p.before(RATERS))));
        all.add(rule(
                spec("days", 1)
                        .on("visit", "comment")
                        .as(Role.MEMBER)
                        .gives("kudos")
                        .reads(DAYS)
                        .reads(MONTH_DAYS)
                        .limitedBy(WEEKLY),
                p -> p.after(DAYS) >= 3 ? kudos(5 + p.after(MONTH_DAYS)) : Decision.decline("NOT_YET")));
        all.add(rule(
                spec("pair", 1).on("vote.up").as(Role.AUTHOR).gives("kudos").reads(PAIR),
                p -> p.after(PAIR) <= 2 ? kudos(1) : Decision.decline("TOO_MANY")));
        all.add(rule(
                spec("topic", 1)
                        .on("vote.up", "accept")
                        .as(Role.AUTHOR)
                        .gives("kudos")
                        .reads(TOPIC),
                p -> p.reaches(TOPIC, 3) ? kudos(7) : Decision.none()));
        all.add(rule(
                spec("ups", 1)
                        .on("vote.up")
                        .as(Role.AUTHOR)
                        .awards("hot")
                        .reads(UPS)
                        .limitedBy(BADGE_TIMES),
                p -> p.after(UPS) >= 3 ? Decision.grant(Badge.perObject("hot")) : Decision.none()));
    }

    private static void objects(List<Rule> all) {
        all.add(rule(
                spec("good", 1)
                        .on("vote.up")
                        .as(Role.AUTHOR)
                        .as(Role.ASKER)
                        .awards("good")
                        .reads(SCORE),
                p -> p.reaches(SCORE, 2) ? Decision.grant(Badge.perObject("good")) : Decision.none()));
        all.add(rule(
                spec("first-good", 1)
                        .on("vote.up")
                        .as(Role.AUTHOR)
                        .awards("first-good")
                        .gives("kudos")
                        .reads(SCORE),
                p -> p.reaches(SCORE, 1)
                        ? Decision.grant(Badge.once("first-good"), Points.of("kudos", p.after(SCORE)))
                        : Decision.none()));
        all.add(rule(
                spec("comment-score", 1)
                        .on("comment")
                        .as(Role.MEMBER)
                        .gives("kudos")
                        .reads(SCORE)
                        .reads(WORTH),
                p -> kudos(3 * p.before(SCORE) + p.after(WORTH))));
        all.add(rule(
                spec("below", 1)
                        .on("comment", "vote.up")
                        .as(Role.AUTHOR)
                        .as(Role.MEMBER)
                        .gives("kudos"),
                p -> {
                    ObjectView parent = p.object().flatMap(ObjectView::parent).orElse(null);
                    return parent != null && parent.type().equals("question")
                            ? kudos(1 + parent.topics().size())
                            : Decision.none();
                }));
    }

    private static void timers(List<Rule> all) {
        all.add(rule(
                spec("grace", 1)
                        .on("comment", "post")
                        .as(Role.MEMBER)
                        .as(Role.AUTHOR)
                        .gives("kudos")
                        .gives("rep")
                        .reads(SCORE)
                        .reads(DAYS)
                        .limitedBy(FLOOR),
                p -> switch (p.timer().orElse("")) {
                    case "" -> Decision.none().wakeAt(p.at().plus(Duration.ofHours(30)), "mature");
                    case "mature" ->
                        Decision.grant(
                                        Points.of("kudos", 20 + p.after(SCORE) + 100 * p.after(DAYS)),
                                        Points.of("rep", 4))
                                .wakeAt(p.at().plus(Duration.ofDays(3)), "expire")
                                .wakeAt(p.at().plus(Duration.ofDays(1)), "look");
                    case "look" -> p.after(SCORE) < 0 ? rep(-2) : Decision.decline("FINE");
                    default -> rep(-4);
                }));
        all.add(rule(spec("few", 1).on("comment").as(Role.MEMBER).gives("kudos").limitedBy(HOURS), p -> kudos(1_000)));
        all.add(rule(
                spec("few-too", 1).on("visit").as(Role.MEMBER).gives("kudos").limitedBy(HOURS),
                p -> kudos(3_000).wakeAt(p.at().plus(Duration.ofHours(7)), "mature")));
    }

    List<Rule> list() {
        return rules;
    }

    @Override
    public List<RuleDeclaration> rules() {
        return declared;
    }

    @Override
    public Decision judge(int rule, Participation participation) {
        return rules.get(rule).says().apply(participation);
    }
}
