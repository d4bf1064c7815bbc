package dev.laurel.samplehost.showcase.stage;

import dev.laurel.Community;
import dev.laurel.samplehost.showcase.Activities;
import dev.laurel.samplehost.showcase.Company;
import dev.laurel.samplehost.showcase.Consent;
import dev.laurel.samplehost.showcase.Happening;
import dev.laurel.samplehost.showcase.Part;
import dev.laurel.samplehost.showcase.Person;
import dev.laurel.samplehost.showcase.Simulator;
import dev.laurel.samplehost.showcase.Story;
import dev.laurel.samplehost.showcase.forum.Forum;
import dev.laurel.samplehost.showcase.forum.Post;
import dev.laurel.samplehost.showcase.stage.Journal.Line;
import dev.laurel.spi.activity.Activity;
import dev.laurel.view.MemberFlag;
import dev.laurel.view.MemberKey;
import dev.laurel.view.Recorded;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A company while the demo runs: its story up to the first start, what has happened since, the forum that shows it, and the
 * community in Laurel that gets it all. Calls block on the disk; they may come from several threads.
 */
public final class Stage implements AutoCloseable {
    private static final String BEGINS = "begins";
    private static final String GOES_ON = "goes-on";
    private static final String HELPFUL = "helpful";
    private static final String TAKES_BACK = "takes-back";
    private static final int A_CALL = 1_000;
    private static final String BY = "showcase";

    private final Company company;
    private final Community community;
    private final InstantSource clock;
    private final Journal journal;
    private final Story story;
    private final Forum forum = new Forum();
    private final Simulator simulator;
    private final List<Happening> since = new ArrayList<>();
    private final Queue<Happening> untold = new ConcurrentLinkedQueue<>();
    private Instant latest;
    private long clicks;
    private volatile boolean closed;

    private Stage(Company company, Community community, Journal journal, Line begins, InstantSource clock) {
        this.company = company;
        this.community = community;
        this.journal = journal;
        this.clock = clock;
        long seed = Long.parseLong(begins.words().get(0));
        this.story = Story.of(company, seed, begins.at());
        this.latest = begins.at();
        this.simulator = Simulator.of(story, seed);
        story.happenings().forEach(each -> forum.feed(each.source(), each.activity()));
    }

    /**
     * Opens a company.
     *
     * @param company which
     * @param community its community
     * @param folder where its journal is
     * @param seed for a story that begins now; one that has begun goes on from its own
     * @param clock tells the time
     * @return the company; its community knows nothing yet, see {@link #tell}
     * @throws IOException if the journal cannot be read or written
     */
    public static Stage open(Company company, Community community, Path folder, long seed, InstantSource clock)
            throws IOException {
        List<Line> lines = new ArrayList<>();
        Journal journal = Journal.open(folder.resolve(company.id() + ".journal"), lines);
        try {
            if (lines.isEmpty()) {
                Line begins = new Line(BEGINS, now(clock), Long.toString(seed));
                journal.write(begins);
                lines.add(begins);
            }
            return of(company, community, journal, lines, clock);
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private static Stage of(
            Company company, Community community, Journal journal, List<Line> lines, InstantSource clock)
            throws IOException {
        int number = 1;
        try {
            if (!lines.get(0).what().equals(BEGINS)) {
                throw new IllegalArgumentException("a journal begins with the seed of its story");
            }
            Stage stage = new Stage(company, community, journal, lines.get(0), clock);
            for (Line line : lines.subList(1, lines.size())) {
                number++;
                stage.replay(line);
            }
            return stage;
        } catch (RuntimeException e) {
            throw journal.unreadable(number, "this line cannot be understood (" + e.getMessage() + ")", e);
        }
    }

    private static Instant now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void replay(Line line) {
        latest = line.at();
        switch (line.what()) {
            case GOES_ON -> show(simulator.next(line.at()));
            case HELPFUL -> helpful(line);
            case TAKES_BACK -> takesBack(line);
            default -> throw new IllegalArgumentException("there is no kind of line called " + line.what());
        }
    }

    private Happening show(Happening happening) {
        forum.feed(happening.source(), happening.activity());
        since.add(happening);
        return happening;
    }

    private Happening helpful(Line line) {
        clicks++;
        List<String> words = line.words();
        return show(said(Activities.helpful(words.get(0), words.get(1), words.get(2), words.get(3)), line));
    }

    private Happening takesBack(Line line) {
        clicks++;
        List<String> words = line.words();
        return show(said(Activities.withdrawal(words.get(0), words.get(1), words.get(2)), line));
    }

    private static Happening said(Activity.Builder activity, Line line) {
        return new Happening(
                Duration.ZERO, Activities.FORUM, activity.at(line.at()).build());
    }

    /** {@return the company} */
    public Company company() {
        return company;
    }

    /** {@return its community} */
    public Community community() {
        return community;
    }

    /** {@return its story, up to the first start of the demo} */
    public Story story() {
        return story;
    }

    /** {@return its forum, as it is now} */
    public Forum forum() {
        return forum;
    }

    /**
     * Tells the community all that has happened, who is who, and who does not want to be shown. What it knows already is
     * told again and changes nothing, so this can be done at every start. Blocks until it is durable, or this is closed.
     *
     * @throws dev.laurel.view.LaurelException if the community cannot take it
     */
    public void tell() {
        List<Happening> all = new ArrayList<>(story.happenings());
        synchronized (this) {
            all.addAll(since);
        }
        for (String source : company.sources()) {
            List<Activity> own = all.stream()
                    .filter(each -> each.source().equals(source))
                    .map(Happening::activity)
                    .toList();
            for (int from = 0; from < own.size() && !closed; from += A_CALL) {
                wait(community.record(source, own.subList(from, Math.min(own.size(), from + A_CALL))))
                        .forEach(Stage::check);
            }
        }
        story.pairs().forEach(this::unite);
        story.people().forEach(this::flag);
    }

    private static void check(Recorded recorded) {
        if (!recorded.isKept()) {
            throw new IllegalStateException("the community knows another history than the journal beside it ("
                    + recorded.code() + ", " + recorded.message() + "): start with --fresh");
        }
    }

    private void unite(Story.Pair pair) {
        MemberKey shop = MemberKey.of(Activities.SHOP, pair.shopId());
        MemberKey forumKey = MemberKey.of(Activities.FORUM, pair.forumId());
        boolean ready = !closed
                && wait(community.member(shop))
                        .filter(member -> !member.identities().contains(forumKey))
                        .isPresent();
        if (ready && wait(community.member(forumKey)).isPresent()) {
            wait(community.merge(shop, forumKey, BY, "the shop's account belongs to the forum's member"));
        }
    }

    private void flag(Person person) {
        MemberKey key = MemberKey.of(Activities.FORUM, person.id());
        Optional<MemberFlag> flag = person.part() == Part.STAFF
                ? Optional.of(MemberFlag.STAFF)
                : person.part() == Part.BOT
                        ? Optional.of(MemberFlag.BOT)
                        : person.consent() == Consent.OPTED_OUT ? Optional.of(MemberFlag.OPTED_OUT) : Optional.empty();
        if (flag.isPresent() && !closed && wait(community.member(key)).isPresent()) {
            wait(community.flag(key, flag.get(), true, BY, "as the company knows them"));
        }
    }

    /** {@return how long the simulator waits before what happens next, at a speed of 1} */
    public synchronized Duration untilNext() {
        return simulator.untilNext();
    }

    /**
     * Lets the next thing happen.
     *
     * @return what happened, once Laurel has it
     */
    public CompletableFuture<Recorded> goOn() {
        Happening next;
        synchronized (this) {
            Line line = new Line(GOES_ON, tick());
            journal.write(line);
            next = show(simulator.next(line.at()));
        }
        return deliver(next);
    }

    /** What Laurel cannot take now, it is sent again, as often as it takes: the journal has it. */
    private CompletableFuture<Recorded> deliver(Happening happening) {
        return community.record(happening.source(), happening.activity()).whenComplete((recorded, failure) -> {
            if (failure != null) {
                untold.add(happening);
            }
        });
    }

    /**
     * Sends again what Laurel could not take.
     *
     * @return completes when all of it was sent, whether it was taken this time or not
     */
    public CompletableFuture<?> catchUp() {
        List<Happening> again = new ArrayList<>();
        for (Happening next = untold.poll(); next != null; next = untold.poll()) {
            again.add(next);
        }
        return CompletableFuture.allOf(again.stream()
                .map(each -> deliver(each).exceptionally(failure -> null))
                .toArray(CompletableFuture<?>[]::new));
    }

    /** {@return whether there is anything that Laurel could not take so far; does not wait for the disk} */
    public boolean isBehind() {
        return !untold.isEmpty();
    }

    /**
     * A visitor finds a post helpful, or takes that back.
     *
     * @param who the visitor, by their id in the forum
     * @param postId the post
     * @param helpful whether they find it helpful
     * @return what became of it, once Laurel has it, and a failure if Laurel cannot take it now; empty if it was so already,
     *     or there is no such post, or it is not for them to say
     * @throws java.io.UncheckedIOException if it cannot be kept; nothing has changed then
     */
    public Optional<CompletableFuture<Recorded>> mark(String who, String postId, boolean helpful) {
        Happening said;
        synchronized (this) {
            Optional<Post> post = forum.post(postId);
            Optional<String> known = forum.helpfulId(who, postId);
            if (post.isEmpty()
                    || !post.get().mayBeMarkedBy(who)
                    || known.isPresent() == helpful
                    || story.person(who).isEmpty()) {
                return Optional.empty();
            }
            String id = "click-" + (clicks + 1);
            Line line = helpful
                    ? new Line(HELPFUL, tick(), id, who, postId, post.get().type())
                    : new Line(TAKES_BACK, tick(), id, who, known.orElseThrow());
            journal.write(line);
            said = helpful ? helpful(line) : takesBack(line);
        }
        return Optional.of(deliver(said));
    }

    /** A time of its own for each, so that the order in which things happened is no matter of chance. */
    private Instant tick() {
        Instant now = now(clock);
        latest = now.isAfter(latest) ? now : latest.plusMillis(1);
        return latest;
    }

    private static <T> T wait(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        synchronized (this) {
            journal.close();
        }
    }
}
