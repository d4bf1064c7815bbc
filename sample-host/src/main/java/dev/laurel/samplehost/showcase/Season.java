package dev.laurel.samplehost.showcase;

import dev.laurel.samplehost.showcase.script.Chance;
import dev.laurel.samplehost.showcase.script.Scenario.Kind;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes up the story of a company: brings together the conversations, the wave, the shop, and who joined when. */
final class Season {
    private static final Duration LENGTH = Duration.ofDays(274);
    private static final long MINUTE = 60_000;

    private final Company company;
    private final Catalogue catalogue;
    private final Instant start;
    private final Instant end;
    private final Chance chance;
    private final Rhythm rhythm;
    private final List<Person> people;
    private final Director director;
    private final Ids ids = new Ids("");
    private final List<Timed> timed = new ArrayList<>();
    private final Cast cast;

    /** An activity that has its time, up to a few milliseconds. */
    private record Timed(Instant at, String source, Activity.Builder activity) {}

    Season(Company company, long seed, Instant end) {
        this.company = company;
        this.catalogue = company.catalogue();
        this.end = end;
        this.start = end.minus(LENGTH);
        this.chance = Chance.of(seed * 31 + company.id().hashCode());
        this.rhythm = new Rhythm(company.zone(), chance.fork());
        this.people = Crowd.of(catalogue, chance.fork(), start, end);
        this.director = new Director(catalogue, people, chance.fork(), ids);
        listed();
        joined();
        talked();
        ignored();
        new ShopFloor(people, catalogue, chance.fork(), ids).season(rhythm, end).forEach(this::one);
        this.cast = cast(wave());
    }

    List<Person> people() {
        return people;
    }

    Cast cast() {
        return cast;
    }

    /** {@return all of it, by time, no two at the same millisecond, none at the end or after} */
    List<Happening> happenings() {
        timed.sort(Comparator.comparing(Timed::at));
        List<Happening> all = new ArrayList<>();
        Instant last = start.minusMillis(1);
        Instant before = start;
        for (Timed each : timed) {
            Instant at = each.at().isAfter(last) ? each.at() : last.plusMillis(1);
            last = at;
            if (at.isBefore(end)) {
                Activity activity = each.activity().at(at).build();
                all.add(new Happening(Duration.between(before, at), each.source(), activity));
                before = at;
            }
        }
        return List.copyOf(all);
    }

    private void listed() {
        for (Product each : catalogue.products()) {
            for (String source : company.sources()) {
                timed.add(new Timed(
                        start, source, Activity.of("product.listed", each.id()).about(each.object())));
            }
        }
    }

    private void joined() {
        for (Person each : people) {
            timed.add(new Timed(
                    each.joined(),
                    Activities.FORUM,
                    Activity.of("member.joined", ids.next("x")).by(Role.MEMBER, each.actor())));
        }
        Person followed = director.troupe().of(Part.FOLLOWED).get(0);
        int[] counts = {12_400, 31_000, 40_000};
        for (int i = 0; i < counts.length; i++) {
            timed.add(new Timed(
                    followed.joined().plus(Duration.ofDays(3 + 20L * i)).plusMillis(chance.below(50_000_000)),
                    Activities.FORUM,
                    Activity.of("followers.reported", ids.next("x"))
                            .by(Role.MEMBER, followed.actor())
                            .amount(counts[i])));
        }
    }

    private void talked() {
        List<Instant> moments = new ArrayList<>();
        Instant open = start.plus(Duration.ofDays(14));
        for (int i = catalogue.number("conversations"); i > 0; i--) {
            moments.add(rhythm.moment(open, end.minusSeconds(600)));
        }
        moments.sort(Comparator.naturalOrder());
        moments.forEach(at -> played(at, director.next(at)));
    }

    private void ignored() {
        Person followed = director.troupe().of(Part.FOLLOWED).get(0);
        Instant at = rhythm.awake(followed.joined().plus(Duration.ofDays(9)));
        played(at, director.question(followed, at));
        Person proud = director.troupe().of(Part.MEMBER).get(0);
        Instant later = rhythm.moment(end.minus(Duration.ofDays(41)), end.minus(Duration.ofDays(40)));
        List<Draft> own = new ArrayList<>(director.question(proud, later));
        String question = id(own.get(0), later);
        own.add(new Draft(
                4 * MINUTE,
                Activities.FORUM,
                Activities.helpful(ids.next("x"), proud.id(), question, "question"),
                false));
        played(later, own);
    }

    private Cast.Wave wave() {
        Instant from = end.minus(Duration.ofDays(catalogue.number("wave days ago")));
        Instant until = from.plus(Duration.ofHours(catalogue.number("wave hours")));
        String subject = catalogue.text("wave subject");
        List<Instant> moments = new ArrayList<>();
        for (int i = catalogue.number("wave posts"); i > 0; i--) {
            moments.add(rhythm.moment(from, until));
        }
        moments.sort(Comparator.naturalOrder());
        List<String> posts = new ArrayList<>();
        List<Person> complained = new ArrayList<>();
        for (Instant at : moments) {
            String language = chance.below(100) < catalogue.number("french percent") ? "fr" : "en";
            Person who;
            do {
                who = director.troupe().asker(language, at);
            } while (complained.contains(who));
            complained.add(who);
            Optional<Product> product = company.product(subject);
            Map<String, String> given =
                    product.isPresent() ? Map.of("product", product.get().name()) : Map.of("town", subject);
            Kind kind = product.isPresent() && chance.odds(.5) ? Kind.OUTCRY : Kind.WAVE;
            List<Draft> drafts = director.wave(kind, language, new Opening(who, at, given));
            played(at, drafts);
            Draft post = drafts.stream().filter(Draft::contribution).findFirst().orElseThrow();
            posts.add(id(post, at));
        }
        return new Cast.Wave(catalogue.text("wave topic"), subject, from, until, List.copyOf(posts));
    }

    private Cast cast(Cast.Wave wave) {
        Troupe troupe = director.troupe();
        return new Cast(
                troupe.of(Part.SEED),
                troupe.of(Part.RING),
                troupe.of(Part.FOLLOWED).get(0),
                troupe.of(Part.UNNOTICED).get(0),
                catalogue.text("unnoticed topic"),
                troupe.of(Part.STAFF),
                troupe.of(Part.BOT),
                wave);
    }

    /** Nobody writes at night, and whatever follows from something comes after it. */
    private void played(Instant at, List<Draft> drafts) {
        Instant last = at.minusMillis(1);
        for (Draft each : drafts) {
            Instant awake = rhythm.awake(at.plusMillis(each.offset()));
            last = awake.isAfter(last) ? awake : last.plusSeconds(20).plusMillis(chance.below(40_000));
            timed.add(new Timed(last, each.source(), each.activity()));
        }
    }

    private void one(ShopFloor.Purchase purchase) {
        timed.add(new Timed(purchase.at(), Activities.SHOP, purchase.activity()));
    }

    private static String id(Draft draft, Instant at) {
        return draft.activity().at(at).build().object().orElseThrow().id();
    }
}
