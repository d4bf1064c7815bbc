package dev.laurel;

import dev.laurel.leaderboard.Declaration;
import dev.laurel.spi.reward.Window;
import dev.laurel.view.Ties;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Says what a leaderboard ranks: members by what they earned, or objects by what happened to them. Over all time, with
 * ranks as at the Olympics (1, 2, 2, 4), if not said otherwise. Not safe for use by several threads.
 */
public final class LeaderboardBuilder {
    private static final int MOST_PERIODS = 1_000;
    private static final int MOST_DAYS = 3_660;

    private final String name;
    private final Map<String, Long> weights = new LinkedHashMap<>();
    private String unit = "";
    private String object = "";
    private List<String> sources = List.of();
    private Window window = Window.EVER;
    private int kept = 1;
    private Ties ties = Ties.COMPETITION;
    private boolean byTopic;
    private String group = "";

    LeaderboardBuilder(String name) {
        this.name = name;
    }

    /**
     * Ranks members by what was posted to them of a unit. Whoever comes to 0 or less has no place. A day's cap counts
     * where the whole day counts, and in no topic.
     *
     * @param unit for example {@code points/reputation}
     * @return this
     */
    public LeaderboardBuilder members(String unit) {
        this.unit = Objects.requireNonNull(unit, "unit");
        return this;
    }

    /**
     * Ranks objects of a type, by what happened to them and to all that belongs to them; see {@link #counting}. What
     * staff and bots do does not count.
     *
     * @param type for example {@code product}
     * @return this
     */
    public LeaderboardBuilder objects(String type) {
        this.object = Objects.requireNonNull(type, "type");
        return this;
    }

    /**
     * For objects: lets activities of a type count.
     *
     * @param activityType for example {@code order.placed}
     * @param weight how much each adds to the score; may be less than 0, as for an order that is returned
     * @return this
     */
    public LeaderboardBuilder counting(String activityType, long weight) {
        weights.put(Objects.requireNonNull(activityType, "activityType"), weight);
        return this;
    }

    /**
     * For objects: takes objects with the same id for one object, in these sources.
     *
     * @param sources for example {@code shop}, {@code forum}
     * @return this
     */
    public LeaderboardBuilder uniting(String... sources) {
        this.sources = List.of(sources);
        return this;
    }

    /**
     * For calendar periods of the community's zone: days, weeks from Monday on, months or years. What happened counts in
     * the period in which it happened, whenever it is recorded.
     *
     * @param window {@link Window#DAY}, {@link Window#WEEK}, {@link Window#MONTH} or {@link Window#YEAR}
     * @param periods how many periods are kept, the one that runs included
     * @return this
     */
    public LeaderboardBuilder every(Window window, int periods) {
        this.window = Objects.requireNonNull(window, "window");
        this.kept = periods;
        return this;
    }

    /**
     * For the last days of the community's zone, today included.
     *
     * @param days how many
     * @return this
     */
    public LeaderboardBuilder lastDays(int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw invalid("looks back over 1 to " + MOST_DAYS + " days, not " + days);
        }
        this.window = Window.rolling(Duration.ofDays(days));
        this.kept = 1;
        return this;
    }

    /**
     * Which ranks equal scores have.
     *
     * @param ties the policy
     * @return this
     */
    public LeaderboardBuilder ties(Ties ties) {
        this.ties = Objects.requireNonNull(ties, "ties");
        return this;
    }

    /**
     * Also for each topic of the objects in question.
     *
     * @return this
     */
    public LeaderboardBuilder byTopic() {
        this.byTopic = true;
        return this;
    }

    /**
     * For members: also for each value of one of their attributes. A member whose value changes takes all they have
     * along.
     *
     * @param attribute for example {@code town}; see {@link dev.laurel.spi.activity.Actor#with}
     * @return this
     */
    public LeaderboardBuilder byGroup(String attribute) {
        this.group = Objects.requireNonNull(attribute, "attribute");
        return this;
    }

    Declaration build() {
        boolean ofMembers = !unit.isEmpty();
        if (ofMembers != object.isEmpty()) {
            throw invalid("ranks either members or objects: say members(...) or objects(...)");
        }
        if (ofMembers && unit.indexOf('/') < 0) {
            throw invalid("ranks by the unit " + unit + ", which is none: points are written like points/reputation");
        }
        if (ofMembers && !(weights.isEmpty() && sources.isEmpty())) {
            throw invalid("ranks members: counting(...) and uniting(...) are for objects");
        }
        if (!ofMembers && weights.isEmpty()) {
            throw invalid("counts nothing: say counting(...)");
        }
        if (!ofMembers && !group.isEmpty()) {
            throw invalid("ranks objects, which are in no group: byGroup(...) is for members");
        }
        boolean calendar = window.kind() != Window.Kind.EVER && window.kind() != Window.Kind.ROLLING;
        if (window.kind() == Window.Kind.ROLLING
                && window.length().toDays() * 86_400 != window.length().toSeconds()) {
            throw invalid("looks back over " + window.length() + ": say lastDays(...), in whole days");
        }
        if (kept < 1 || kept > (calendar ? MOST_PERIODS : 1)) {
            throw invalid("keeps 1 to " + (calendar ? MOST_PERIODS : 1) + " periods, not " + kept);
        }
        return new Declaration(name, unit, object, weights, sources, window, kept, ties, byTopic, group);
    }

    private IllegalArgumentException invalid(String what) {
        return new IllegalArgumentException("the leaderboard " + name + " " + what);
    }
}
