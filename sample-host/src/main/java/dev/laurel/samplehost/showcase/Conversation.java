package dev.laurel.samplehost.showcase;

import dev.laurel.samplehost.showcase.script.Chance;
import dev.laurel.samplehost.showcase.script.Line;
import dev.laurel.samplehost.showcase.script.Scenario;
import dev.laurel.samplehost.showcase.script.Scenario.Answer;
import dev.laurel.samplehost.showcase.script.Scenario.Worth;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.ObjectRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One conversation, from the question, review or photo it begins with to the last who finds something in it helpful. */
final class Conversation {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final Director director;
    private final Scenario scenario;
    private final Opening opening;
    private final Troupe troupe;
    private final Chance chance;
    private final Product product;
    private final Map<String, String> values = new TreeMap<>();
    private final Set<Person> present = new HashSet<>();
    private final List<Draft> drafts = new ArrayList<>();
    private final Ratings ratings;
    private final Map<String, Answer> given = new TreeMap<>();
    private final Set<String> tried = new HashSet<>();
    private long clock;
    /** What it all belongs to; empty until it is there. */
    private String root = "";

    Conversation(Director director, Scenario scenario, Opening opening) {
        this.director = director;
        this.scenario = scenario;
        this.opening = opening;
        this.troupe = director.troupe();
        this.chance = director.chance();
        Catalogue catalogue = director.catalogue();
        scenario.bindings().forEach((name, choices) -> values.put(name, chance.one(choices)));
        values.put("town", opening.starter().town());
        values.put("device", chance.one(catalogue.texts("device")));
        values.put("weekday", chance.one(catalogue.texts("weekday " + scenario.language())));
        List<Product> sold = scenario.about().isEmpty()
                ? catalogue.products()
                : scenario.about().stream()
                        .flatMap(each -> catalogue.products(each).stream())
                        .toList();
        Product drawn = chance.one(sold);
        values.put("product", drawn.name());
        values.putAll(opening.given());
        String decided = values.get("product");
        product = sold.stream()
                .filter(each -> each.name().equals(decided))
                .findFirst()
                .orElse(drawn);
        present.add(opening.starter());
        ratings = new Ratings(director, scenario.language(), opening, drafts);
    }

    /** {@return a question with answers as they come} */
    List<Draft> question() {
        Post question = ask();
        int count = 1 + chance.poisson(1.5);
        List<Post> answers = new ArrayList<>();
        List<Answer> left = new ArrayList<>(scenario.answers());
        unnoticed().ifPresent(who -> answered(who, Worth.GOOD, left).ifPresent(answers::add));
        for (int i = answers.size(); i < count; i++) {
            troupe.answerer(language(), topic(), opening.at(), present)
                    .ifPresent(who -> answered(who, worth(who), left).ifPresent(answers::add));
        }
        joinedByRing(left);
        if (has(left, Worth.STAFF) && chance.odds(.45)) {
            Person staff = chance.one(troupe.of(Part.STAFF));
            answered(staff, Worth.STAFF, left).ifPresent(answers::add);
        }
        aside(question, .3);
        ratings.rated(question, .5, clock);
        accepted(answers);
        return finished();
    }

    /** {@return a question of the ring, answered by the ring, to the delight of the ring} */
    List<Draft> amongRing() {
        Post question = ask();
        ratings.ringed(question, clock);
        List<Answer> left = new ArrayList<>(scenario.answers());
        List<Person> others = chance.shuffled(troupe.ringWithout(opening.starter(), opening.at()));
        for (Person who : others.subList(0, Math.min(2, others.size()))) {
            Optional<Post> answer = answered(who, Worth.POOR, left);
            if (answer.isPresent() && who.equals(others.get(0))) {
                later(DAY);
                forum(Activities.accepted(
                        id(), opening.starter().id(), answer.get().id()));
            }
        }
        return finished();
    }

    /** {@return a question that gets one answer and nothing else} */
    List<Draft> ignored() {
        ask();
        troupe.answerer(language(), topic(), opening.at(), present)
                .ifPresent(who -> answered(who, Worth.FAIR, new ArrayList<>(scenario.answers())));
        return finished();
    }

    /** {@return an order if the reviewer has an account for it, and the review} */
    List<Draft> review() {
        opening.starter().shopId().ifPresent(shopId -> {
            drafts.add(
                    new Draft(clock, Activities.SHOP, Activities.bought("order.placed", id(), shopId, product), false));
            later(9 * DAY);
        });
        String text = opinion();
        for (int i = 0; i < 9 && !director.isNew(product.id() + text); i++) {
            text = opinion();
        }
        String id = director.ids().next("r");
        ObjectRef.Builder object = ObjectRef.of(id, "review")
                .in(product.id())
                .title(said("title", opening.starter()))
                .topics(scenario.topics());
        Post review = new Post(id, "review", opening.starter(), Worth.GOOD);
        posted("review.written", review, object, text).attribute(Activities.STARS, scenario.stars());
        aside(review, .3);
        ratings.rated(review, .6 + opening.starter().traits().quality(), clock);
        return finished();
    }

    private String opinion() {
        StringBuilder text = new StringBuilder(said("open", opening.starter()));
        List<Line> details = chance.shuffled(scenario.lines("detail"));
        for (Line each : details.subList(0, Math.min(1 + chance.below(3), details.size()))) {
            text.append(' ').append(spoken(each, opening.starter()));
        }
        return chance.odds(.75)
                ? text.append(' ').append(said("close", opening.starter())).toString()
                : text.toString();
    }

    /** {@return a photo with its caption, and what others say to it} */
    List<Draft> photo() {
        String id = director.ids().next("p");
        ObjectRef.Builder object = ObjectRef.of(id, "photo")
                .title(said("title", opening.starter()))
                .topics(scenario.topics());
        if (!scenario.about().isEmpty()) {
            object.in(product.id());
        }
        Post photo = new Post(id, "photo", opening.starter(), Worth.GOOD);
        posted("photo.shared", photo, object, said("caption", opening.starter()));
        aside(photo, .8);
        aside(photo, .4);
        ratings.rated(photo, .7 + opening.starter().traits().quality(), clock);
        return finished();
    }

    private List<Draft> finished() {
        drafts.sort(Comparator.comparingLong(Draft::offset));
        return List.copyOf(drafts);
    }

    private Post ask() {
        String id = director.ids().next("q");
        root = id;
        ObjectRef.Builder object = ObjectRef.of(id, "question")
                .title(said("title", opening.starter()))
                .topics(scenario.topics());
        if (!scenario.about().isEmpty()) {
            object.in(product.id());
        }
        Post question = new Post(id, "question", opening.starter(), Worth.FAIR);
        posted("question.asked", question, object, said("ask", opening.starter()))
                .attribute("scenario", scenario.id());
        return question;
    }

    /** An answer of that worth, or the nearest that nobody has given yet, with what it leads to. */
    private Optional<Post> answered(Person who, Worth wanted, List<Answer> left) {
        Worth near = wanted == Worth.FAIR ? Worth.GOOD : Worth.FAIR;
        Worth worth = has(left, wanted) || wanted == Worth.STAFF ? wanted : near;
        List<Answer> same = left.stream().filter(each -> each.worth() == worth).toList();
        if (same.isEmpty()) {
            return Optional.empty();
        }
        Answer answer = chance.one(same);
        left.remove(answer);
        present.add(who);
        later((long) (chance.lognormal(40, 1.1) * MINUTE));
        String id = director.ids().next("a");
        Post post = new Post(id, "answer", who, worth);
        given.put(id, answer);
        posted(
                        "answer.posted",
                        post,
                        ObjectRef.of(id, "answer").in(root).topics(scenario.topics()),
                        worth == Worth.POOR || worth == Worth.STAFF
                                ? spoken(answer.text(), who)
                                : politely(spoken(answer.text(), who), who, worth))
                .attribute("scenario", scenario.id());
        followed(post, answer);
        if (who.part() == Part.RING) {
            ratings.ringed(post, clock);
        } else {
            ratings.rated(post, Ratings.appeal(post), clock);
        }
        ratings.judged(post, clock);
        return Optional.of(post);
    }

    private void followed(Post post, Answer answer) {
        if (answer.then().isPresent() && chance.odds(.7)) {
            tried.add(post.id());
            later((long) (chance.lognormal(30, .8) * MINUTE));
            comment(post, opening.starter(), spoken(answer.then().get(), opening.starter()));
            if (answer.back().isPresent() && chance.odds(.9)) {
                later((long) (chance.lognormal(25, .8) * MINUTE));
                comment(post, post.author(), spoken(answer.back().get(), post.author()));
            }
        }
    }

    /** Whoever asked accepts what they said had worked, or else the best. */
    private void accepted(List<Post> answers) {
        Optional<Post> best = answers.stream()
                .filter(each -> each.worth() == Worth.GOOD || each.worth() == Worth.STAFF)
                .max(Comparator.<Post>comparingInt(each -> tried.contains(each.id()) ? 1 : 0)
                        .thenComparingDouble(each -> each.author().traits().quality()));
        if (best.isPresent() && chance.odds(.66)) {
            Post answer = best.get();
            later((long) (chance.lognormal(3, .9) * HOUR));
            forum(Ratings.written(Activities.accepted(id(), opening.starter().id(), answer.id()), answer));
            if (chance.odds(.62)) {
                later(2 * MINUTE);
                comment(answer, opening.starter(), thanks(answer));
            }
        } else if (best.isEmpty() && chance.odds(.2)) {
            Person bot = chance.one(troupe.of(Part.BOT));
            drafts.add(comment(root, bot, clock + 3 * DAY, common("bot ")));
        }
    }

    /** Thanks are written for one of the good answers; those that always fit are for the others, and for a change. */
    private String thanks(Post answer) {
        List<Answer> good = scenario.answers().stream()
                .filter(each -> each.worth() == Worth.GOOD)
                .toList();
        String key = good.indexOf(given.get(answer.id())) == 0 ? "thanks" : "thanks second";
        return scenario.lines(key).isEmpty() || chance.odds(.3) ? common("thanks ") : said(key, opening.starter());
    }

    private void aside(Post post, double probability) {
        if (chance.odds(probability)) {
            troupe.answerer(language(), topic(), opening.at(), present).ifPresent(who -> {
                List<Line> own = scenario.lines("aside");
                boolean common = own.isEmpty() || (post.type().equals("question") && chance.odds(.3));
                present.add(who);
                later((long) (chance.lognormal(90, 1) * MINUTE));
                comment(post, who, common ? common("aside ") : said("aside", who));
            });
        }
    }

    /** Where the topic is theirs, the one whom nobody has noticed answers well. */
    private Optional<Person> unnoticed() {
        Person who = troupe.of(Part.UNNOTICED).get(0);
        boolean there = !who.joined().isAfter(opening.at()) && who.language().equals(language());
        boolean theirs = scenario.topics().get(0).equals(who.traits().topics().get(0));
        return there && theirs && director.isUnnoticedThere() ? Optional.of(who) : Optional.empty();
    }

    private void joinedByRing(List<Answer> left) {
        List<Person> ring = troupe.ringWithout(opening.starter(), opening.at());
        if (language().equals(director.catalogue().text("ring")) && director.isRingThere(ring)) {
            Worth worth = has(left, Worth.POOR) ? Worth.POOR : Worth.FAIR;
            answered(ring.get(director.turn(ring)), worth, left);
        }
    }

    /** What somebody is capable of, and what they manage today. */
    private Worth worth(Person who) {
        double today = who.traits().quality() + .22 * chance.normal();
        return today > .42 ? Worth.GOOD : today > .2 ? Worth.FAIR : Worth.POOR;
    }

    private static boolean has(List<Answer> left, Worth worth) {
        return left.stream().anyMatch(each -> each.worth() == worth);
    }

    private Activity.Builder posted(String type, Post post, ObjectRef.Builder object, String text) {
        Activity.Builder activity = Activities.posted(type, id(), post.author().actor(), object)
                .text(text)
                .attribute(Activities.LANGUAGE, language());
        drafts.add(new Draft(clock, Activities.FORUM, activity, true));
        return activity;
    }

    private void comment(Post to, Person author, String text) {
        drafts.add(comment(to.id(), author, clock, text));
    }

    private Draft comment(String parent, Person author, long offset, String text) {
        String id = director.ids().next("c");
        ObjectRef.Builder object = ObjectRef.of(id, "comment").in(parent).topics(scenario.topics());
        Activity.Builder activity = Activities.posted("comment.posted", id(), author.actor(), object)
                .text(text)
                .attribute(Activities.LANGUAGE, language());
        return new Draft(offset, Activities.FORUM, activity, true);
    }

    private void forum(Activity.Builder activity) {
        drafts.add(new Draft(clock, Activities.FORUM, activity, false));
    }

    private String said(String key, Person speaker) {
        return spoken(director.next(scenario, key), speaker);
    }

    private String common(String key) {
        return chance.one(director.catalogue().texts(key + language()));
    }

    /** Everybody has a habit: some greet, some take their leave, some do both, and most do neither. */
    private String politely(String text, Person who, Worth worth) {
        Chance habit = Chance.of(who.id().hashCode() + 17L * who.name().hashCode());
        String greeting = habit.one(director.catalogue().texts("greeting " + language())) + " ";
        String farewell = " " + habit.one(director.catalogue().texts("farewell " + language()));
        boolean greets = habit.odds(.3);
        boolean leaves = habit.odds(.3);
        boolean solved = leaves && worth == Worth.GOOD && chance.odds(.7);
        return (greets && chance.odds(.8) ? greeting : "") + text + (solved ? farewell : "");
    }

    private String spoken(Line line, Person speaker) {
        Map<String, String> all = new TreeMap<>(values);
        all.put("e", speaker.traits().feminine() ? "e" : "");
        return line.said(chance, all);
    }

    private String id() {
        return director.ids().next("x");
    }

    private String language() {
        return scenario.language();
    }

    private String topic() {
        return scenario.topics().get(0);
    }

    private void later(long millis) {
        clock += millis;
    }
}
