package old;

import dev.laurel.spi.Extension;
import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.PluginContext;
import dev.laurel.spi.PullConnector;
import dev.laurel.spi.PushConnector;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.ObjectState;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.activity.Receipt;
import dev.laurel.spi.activity.Reject;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.config.InvalidConfigException;
import dev.laurel.spi.config.Secret;
import dev.laurel.spi.config.Setting;
import dev.laurel.spi.config.Settings;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.InvitationOffer;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.MemberView;
import dev.laurel.spi.reward.Nomination;
import dev.laurel.spi.reward.ObjectView;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Window;
import dev.laurel.spi.reward.Words;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A plugin as somebody wrote it for SPI 1.0. Its jar is never compiled again. */
public final class OldPlugin implements Plugin {
    static final Setting<String> TEXT = Setting.text("text", "some text").orElse("text");
    static final Setting<Long> INTEGER = Setting.integer("integer", "a number").between(1L, 10L).orElse(3L);
    static final Setting<Double> DECIMAL = Setting.decimal("decimal", "a fraction").between(0.0, 1.0).orElse(0.5);
    static final Setting<Boolean> FLAG = Setting.flag("flag", "whether").orElse(true);
    static final Setting<Duration> DURATION = Setting.duration("duration", "how long").orElse(Duration.ofDays(7));
    static final Setting<Path> PATH = Setting.path("path", "where").orElse(Path.of("here"));
    static final Setting<URI> ADDRESS = Setting.uri("uri", "where to").orElse(URI.create("https://example.org/"));
    static final Setting<Secret> SECRET = Setting.secret("secret", "what nobody knows");
    static final Setting<String> CHOICE = Setting.choice("choice", "one of them", "one", "two").orElse("one");

    @Override
    public String id() {
        return "old";
    }

    @Override
    public List<Extension<?>> extensions() {
        ConfigSpec all = ConfigSpec.of(TEXT, INTEGER, DECIMAL, FLAG, DURATION, PATH, ADDRESS, SECRET, CHOICE);
        return List.of(
                Extension.rewardRules("rules", all, context -> List.of(new Helpful(context.settings()))),
                Extension.pullConnector("pull", all, Pull::new),
                Extension.pushConnector("push", ConfigSpec.none(), context -> new Push()));
    }

    /** Uses what a rule can declare and decide. */
    static final class Helpful implements RewardRule {
        private static final Counter SUM = Counter.sum("sum").of("vote.up", 1).of("vote.down", -1).perObject();
        private static final Counter AMOUNT = Counter.amount("amount").of("vote.up", 1).within(Window.WEEK);
        private static final Counter MAX = Counter.max("max").of("vote.up", 1).as(Role.AUTHOR);
        private static final Counter DISTINCT = Counter.distinct("distinct", Role.RATER).of("vote.up", 1).perTopic();
        private static final Counter DAYS = Counter.days("days").of("vote.up", 1).within(Window.YEAR);
        private static final Counter PAIR =
                Counter.amount("pair").of("vote.up", 1).perCounterpart(Role.RATER).within(Window.rolling(Duration.ofDays(3)));

        private final Settings settings;
        private final RuleSpec spec;

        Helpful(Settings settings) {
            this.settings = settings;
            if (settings.get(SECRET).reveal().equals("wrong")) {
                throw new InvalidConfigException(List.of("the secret is wrong"));
            }
            this.spec = RuleSpec.of("helpful", 2, Words.of("helpful", "{0} points.", "{0} points.", settings.get(INTEGER)))
                    .on("vote.up")
                    .as(Role.AUTHOR)
                    .as(Role.of("reviewer"))
                    .objects("answer")
                    .gives("reputation")
                    .awards("good")
                    .nominates("advocates")
                    .invites("summer-party")
                    .reads(SUM)
                    .reads(AMOUNT)
                    .reads(MAX)
                    .reads(DISTINCT)
                    .reads(DAYS)
                    .reads(PAIR)
                    .declining("OWN", Words.of("own", "It is your own.", "C'est le vôtre."))
                    .declining("EARLY", Words.of("early", "It is too early.", "C'est trop tôt."))
                    .limitedBy(Limit.cap("daily", "reputation", 200, Window.DAY))
                    .limitedBy(Limit.floor("floor", "reputation", 1))
                    .limitedBy(Limit.times("times", 5, Window.MONTH))
                    .build();
        }

        @Override
        public RuleSpec spec() {
            return spec;
        }

        @Override
        public Decision decide(Participation p) {
            if (p.timer().isPresent()) {
                return Decision.grant(
                        Points.of("reputation", settings.get(INTEGER)),
                        Badge.once("good"),
                        Badge.perObject("good"),
                        Nomination.to("advocates"),
                        InvitationOffer.to("summer-party"));
            }
            if (p.alsoAs(Role.RATER)) {
                return Decision.decline("OWN");
            }
            if (p.after(SUM) < 0 || p.before(AMOUNT) > p.after(AMOUNT) || p.reaches(MAX, Long.MAX_VALUE)) {
                return Decision.declineUntil("EARLY", p.at().plus(settings.get(DURATION)));
            }
            boolean known = p.object().map(ObjectView::topics).isPresent() || p.amount().isPresent()
                    || p.attribute("key").isPresent() || p.counterpart(Role.RATER).map(MemberView::number).isPresent();
            return Decision.none().wakeAt(p.at().plus(settings.get(DURATION)), known ? "known" : p.source() + p.type());
        }

        @Override
        public void close() {}
    }

    /** Uses what a page can hold, and what a connector is lent. */
    static final class Pull implements PullConnector {
        private final PluginContext context;

        Pull(PluginContext context) {
            this.context = context;
        }

        @Override
        public Page pull(Cursor after, int limit) throws PermanentFailureException {
            Settings settings = context.settings();
            if (settings.get(SECRET).reveal().equals("expired")) {
                throw new PermanentFailureException("the secret has expired");
            }
            context.logger().log(System.Logger.Level.DEBUG, "{0} {1}", context.community(), context.instance());
            Activity activity = Activity.of("vote.up", "vote-" + (after.isStart() ? 0 : after.bytes().length))
                    .at(context.clock().instant())
                    .by(Role.RATER, Actor.of("bob").named("Bob").with("tier", settings.get(CHOICE)))
                    .about(ObjectRef.of("a1", "answer").in("q1").by(Actor.of("ada")).topics(List.of("java"))
                            .title("Title").state(ObjectState.LIVE).build())
                    .sequence(7)
                    .amount(settings.get(INTEGER))
                    .attribute("text", settings.get(TEXT))
                    .attribute("long", 1L)
                    .attribute("double", settings.get(DECIMAL))
                    .attribute("flag", settings.get(FLAG))
                    .attribute("uri", settings.get(ADDRESS).toString())
                    .attribute("path", settings.get(PATH).toString())
                    .text("Text.")
                    .revision(2)
                    .build();
            Activity withdrawal = Activity.of("vote.withdrawn", "w-1").at(activity.at()).withdraws("vote-0").build();
            return Page.of(List.of(activity, withdrawal), Cursor.of(after.text() + "x"))
                    .rejects(List.of(Reject.of("line 3", "UNREADABLE", "it is no line")))
                    .more(after.isStart())
                    .backfill(after.isStart())
                    .retryAfter(settings.get(DURATION))
                    .build();
        }

        @Override
        public void close() {}
    }

    /** Uses what a delivery has and what a receipt can say. */
    static final class Push implements PushConnector {
        @Override
        public Receipt receive(Delivery delivery) throws DeliveryRejectedException {
            if (delivery.header("X-Signature").isEmpty()) {
                throw new DeliveryRejectedException("UNSIGNED", "there is no signature for " + delivery.path());
            }
            String id = new String(delivery.body(), StandardCharsets.UTF_8);
            Activity activity = Activity.of("vote.up", id)
                    .at(delivery.receivedAt())
                    .about(ObjectRef.of("a2", "answer").byNobody().build())
                    .build();
            return Receipt.of(List.of(activity))
                    .rejects(List.of(Reject.of("1", "ODD", "headers: " + delivery.headers().size())))
                    .reply(202, "text/plain", "thanks".getBytes(StandardCharsets.UTF_8));
        }
    }
}
