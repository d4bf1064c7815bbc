package dev.laurel.samplehost.showcase;

import dev.laurel.samplehost.showcase.script.Chance;
import dev.laurel.samplehost.showcase.script.Scenario.Worth;
import dev.laurel.spi.activity.Activity;
import java.util.List;
import java.util.Set;

/** What others say of the posts of a conversation: who finds them helpful, who disputes them, and what is removed. */
final class Ratings {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final Director director;
    private final String language;
    private final Opening opening;
    private final List<Draft> drafts;
    private final Troupe troupe;
    private final Chance chance;

    Ratings(Director director, String language, Opening opening, List<Draft> drafts) {
        this.director = director;
        this.language = language;
        this.opening = opening;
        this.drafts = drafts;
        this.troupe = director.troupe();
        this.chance = director.chance();
    }

    void ringed(Post post, long base) {
        for (Person each : troupe.ringWithout(post.author(), opening.at())) {
            mark(post, each, base + (long) (chance.lognormal(12, .7) * MINUTE));
        }
    }

    static double appeal(Post post) {
        double quality = post.author().traits().quality();
        return switch (post.worth()) {
            case GOOD -> 1.3 + 2.9 * quality;
            case STAFF -> 1.4;
            case FAIR -> .4 + 1.1 * quality;
            case POOR -> .08;
        };
    }

    /** How many find it helpful is chance around its appeal; of the unnoticed, few do, but those who can tell. */
    void rated(Post post, double appeal, long base) {
        if (Director.isApart(post.author())) {
            return;
        }
        Set<Person> not = Set.of(post.author());
        List<Person> raters = post.author().part() == Part.UNNOTICED && post.worth() == Worth.GOOD
                ? troupe.credibleRaters(language, opening.at(), 2 + chance.below(2), not)
                : troupe.raters(language, opening.at(), Math.min(8, chance.poisson(appeal)), not);
        for (Person each : raters) {
            mark(post, each, base + (long) (chance.lognormal(5, 1.2) * HOUR));
        }
    }

    private void mark(Post post, Person rater, long offset) {
        String id = id();
        Activity.Builder mark = Activities.helpful(id, rater.id(), post.id(), post.type());
        drafts.add(new Draft(offset, Activities.FORUM, written(mark, post), false));
        if (director.isTakenBack()) {
            Activity.Builder back = Activities.withdrawal(id(), rater.id(), id);
            drafts.add(new Draft(offset + 7 * MINUTE, Activities.FORUM, back, false));
        }
    }

    /** Poor answers are disputed, and now and then removed. */
    void judged(Post post, long base) {
        if (post.worth() != Worth.POOR || post.author().part() == Part.RING) {
            return;
        }
        List<Person> critics = troupe.credibleRaters(
                language, opening.at(), chance.poisson(.7), Set.of(post.author(), opening.starter()));
        for (Person each : critics) {
            Activity.Builder dispute = Activities.disputed(id(), each.id(), post.id(), post.type());
            drafts.add(new Draft(base + (long) (chance.lognormal(6, 1) * HOUR), Activities.FORUM, dispute, false));
        }
        if (director.isRemoved()) {
            Person staff = chance.one(troupe.of(Part.STAFF));
            Activity.Builder removal = Activities.deleted(id(), staff.id(), post.id(), post.type());
            drafts.add(new Draft(base + 2 * DAY, Activities.FORUM, removal, false));
        }
    }

    static Activity.Builder written(Activity.Builder rating, Post post) {
        return switch (post.author().part()) {
            case STAFF -> rating.attribute(Activities.WRITTEN_BY, Activities.STAFF);
            case BOT -> rating.attribute(Activities.WRITTEN_BY, Activities.BOT);
            default -> rating;
        };
    }

    private String id() {
        return director.ids().next("x");
    }
}
