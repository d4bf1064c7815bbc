package dev.laurel.samplehost.portal;

import dev.laurel.samplehost.showcase.Consent;
import dev.laurel.samplehost.showcase.Person;
import dev.laurel.samplehost.showcase.forum.Post;
import dev.laurel.samplehost.showcase.forum.ThreadLine;
import dev.laurel.samplehost.showcase.stage.Stage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Two members for two tabs: one who wrote an answer, and one who has not said yet that it is helpful.
 *
 * @param reader who has not said it yet
 * @param asked whether that is who asked
 * @param author who answered
 * @param thread the question
 * @param post the answer
 */
record Duo(Person reader, boolean asked, Person author, String thread, String post) {
    private static final int LOOKED_AT = 400;

    /**
     * Finds two, best of all such that whoever answered stands where both tabs show their place: what is found helpful then
     * moves in both. Only then it matters in which language they talk.
     *
     * @param stage where they are members
     * @param language which they speak, if there are any who do
     * @param leaders who stands first on the leaderboard, by id
     * @return the two
     */
    static Duo of(Stage stage, String language, Set<String> leaders) {
        List<ThreadLine> all = stage.forum().threads(0, LOOKED_AT);
        List<ThreadLine> spoken =
                all.stream().filter(line -> line.language().equals(language)).toList();
        return find(stage, spoken, leaders::contains)
                .or(() -> find(stage, all, leaders::contains))
                .or(() -> find(stage, spoken, anybody -> true))
                .or(() -> find(stage, all, anybody -> true))
                .orElseThrow(() ->
                        new IllegalStateException("nobody at " + stage.company().id() + " has answered anybody"));
    }

    private static Optional<Duo> find(Stage stage, List<ThreadLine> threads, Predicate<String> author) {
        return pair(stage, threads, author, List.of()).or(() -> pair(stage, threads, author, threads));
    }

    /** Whoever asked is one of the two, or else whoever has asked something elsewhere. */
    private static Optional<Duo> pair(
            Stage stage, List<ThreadLine> threads, Predicate<String> author, List<ThreadLine> elsewhere) {
        for (ThreadLine line : threads) {
            for (Post post : stage.forum().thread(line.id())) {
                Optional<Person> answerer = member(stage, post.author());
                if (post.type().equals("answer") && answerer.isPresent() && author.test(post.author())) {
                    Optional<Person> reader = Stream.concat(Stream.of(line), elsewhere.stream())
                            .map(ThreadLine::author)
                            .filter(id -> !id.equals(post.author())
                                    && !post.helpfulTo().containsKey(id))
                            .flatMap(id -> member(stage, id).stream())
                            .findFirst();
                    if (reader.isPresent()) {
                        boolean asked = reader.get().id().equals(line.author());
                        return Optional.of(new Duo(reader.get(), asked, answerer.get(), line.id(), post.id()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Person> member(Stage stage, String id) {
        return stage.story().person(id).filter(person -> person.isMember() && person.consent() != Consent.OPTED_OUT);
    }
}
