package dev.laurel.samplehost.portal;

import dev.laurel.samplehost.showcase.Consent;
import dev.laurel.samplehost.showcase.Person;
import dev.laurel.samplehost.showcase.forum.Post;
import dev.laurel.samplehost.showcase.forum.ThreadLine;
import dev.laurel.samplehost.showcase.stage.Stage;
import java.util.Optional;

/**
 * Two members for two tabs: one who wrote an answer, and one who has not said yet that it is helpful.
 *
 * @param asker who asked
 * @param author who answered
 * @param thread the question
 * @param post the answer
 */
record Duo(Person asker, Person author, String thread, String post) {
    private static final int LOOKED_AT = 400;

    /** {@return two who speak a language, if there are any} */
    static Duo of(Stage stage, String language) {
        Optional<Duo> spoken = find(stage, language);
        return spoken.or(() -> find(stage, ""))
                .orElseThrow(() ->
                        new IllegalStateException("nobody at " + stage.company().id() + " has answered anybody"));
    }

    private static Optional<Duo> find(Stage stage, String language) {
        for (ThreadLine line : stage.forum().threads(0, LOOKED_AT)) {
            if (language.isEmpty() || line.language().equals(language)) {
                Optional<Person> asker = member(stage, line.author());
                for (Post post : stage.forum().thread(line.id())) {
                    Optional<Person> author = member(stage, post.author());
                    if (post.type().equals("answer")
                            && asker.isPresent()
                            && author.isPresent()
                            && !line.author().equals(post.author())
                            && !post.helpfulTo().containsKey(line.author())) {
                        return Optional.of(new Duo(asker.get(), author.get(), line.id(), post.id()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Person> member(Stage stage, String id) {
        return stage.story().person(id).filter(person -> person.isMember() && person.consent() == Consent.AGREED);
    }
}
