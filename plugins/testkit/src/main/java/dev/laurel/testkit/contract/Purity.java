package dev.laurel.testkit.contract;

import static org.assertj.core.api.Assertions.fail;

import dev.laurel.spi.reward.Participation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Asks the same over and over, in ways in which nothing that matters differs. */
final class Purity {
    /** How often each question is asked. */
    static final int TIMES = 256;

    private static final String REMEDY =
            ". Answer from the participation alone: no clock but at(), no chance, no field and no static that changes; what"
                    + " has to be remembered is a declared counter";

    /**
     * A question.
     *
     * @param whom who is asked: the name of a rule
     * @param participation about what
     */
    record Question(String whom, Participation participation) {}

    /** Somebody who can be asked. */
    @FunctionalInterface
    interface Asking {
        /** {@return the answer; what is thrown is an answer too, in words} */
        Object ask(Question question);
    }

    private final List<Question> questions;
    private final List<Object> answers = new ArrayList<>();

    /** Notes what somebody answers at first. */
    Purity(List<Question> questions, Asking first) {
        this.questions = List.copyOf(questions);
        questions.forEach(question -> answers.add(first.ask(question)));
    }

    /** Asks everything many times, each time in another order. */
    void assertOverAndOver(Asking asked) {
        Random random = new Random(11);
        for (int time = 1; time < TIMES; time++) {
            assertInAnyOrder(asked, random, "asked again");
        }
    }

    /** Asks everything once, in another order. */
    void assertOnce(Asking asked, String how) {
        assertInAnyOrder(asked, new Random(13), how);
    }

    private void assertInAnyOrder(Asking asked, Random random, String how) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        for (int i : order) {
            Object answer = asked.ask(questions.get(i));
            if (!answer.equals(answers.get(i))) {
                Question question = questions.get(i);
                fail(
                        "%s answers [%s], and %s [%s], to: %s%s",
                        question.whom(), answers.get(i), how, answer, question.participation(), REMEDY);
            }
        }
    }

    /** Runs something on other threads at the same time. */
    static void onThreads(int count, Callable<?> what) throws Exception {
        List<FutureTask<Object>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FutureTask<Object> task = new FutureTask<>(() -> {
                what.call();
                return "";
            });
            tasks.add(task);
            Thread thread = new Thread(task, "community-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        for (FutureTask<Object> task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AssertionError failure) {
                    throw failure;
                }
                throw e;
            }
        }
    }

    /** Runs something as on machines elsewhere, of which one at least is unlike this one. */
    static void elsewhere(Callable<?> what) throws Exception {
        Locale here = Locale.getDefault();
        TimeZone time = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            what.call();
            Locale.setDefault(Locale.CANADA_FRENCH);
            TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
            what.call();
        } finally {
            Locale.setDefault(here);
            TimeZone.setDefault(time);
        }
    }

    @Override
    public String toString() {
        return questions.size() + " questions";
    }
}
