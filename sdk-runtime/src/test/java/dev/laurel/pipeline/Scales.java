package dev.laurel.pipeline;

import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.Window;
import java.time.Duration;

/** A rule whose counters go as far as numbers go. */
final class Scales {
    private static final long WEIGHT = Long.MAX_VALUE / 1_000;
    private static final Counter ALL = Counter.amount("all").of("gift", WEIGHT).as(Role.THANKED);
    private static final Counter RECENT =
            Counter.amount("recent").of("gift", WEIGHT).as(Role.THANKED).within(Window.rolling(Duration.ofSeconds(5)));
    private static final Counter HERE =
            Counter.amount("here").of("gift", WEIGHT).perObject();
    private static final Counter MOST = Counter.max("most").of("gift", WEIGHT).as(Role.THANKED);

    private Scales() {}

    static HouseRules.Rule heavy() {
        return HouseRules.rule(
                HouseRules.spec("heavy", 1)
                        .on("gift")
                        .as(Role.THANKED)
                        .gives("credit")
                        .reads(ALL)
                        .reads(RECENT)
                        .reads(HERE)
                        .reads(MOST),
                p -> Decision.grant(Points.of(
                        "credit",
                        Long.signum(p.after(ALL))
                                + Math.min(0, p.after(RECENT)) / Long.MAX_VALUE
                                + Math.min(0, p.after(HERE)) / Long.MAX_VALUE
                                + Math.min(0, p.after(MOST)) / Long.MAX_VALUE)));
    }
}
