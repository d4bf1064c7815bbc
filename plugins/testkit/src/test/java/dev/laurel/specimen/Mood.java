package dev.laurel.specimen;

import dev.laurel.spi.Enricher;
import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.PluginContext;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Enrichment;
import dev.laurel.spi.http.Request;
import dev.laurel.spi.http.Response;
import dev.laurel.testkit.contract.Flaw;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Asks what mood a review is in, one after the other. */
final class Mood implements Enricher {
    private final PluginContext context;
    private int asked;

    Mood(PluginContext context) {
        this.context = context;
        if (Flaw.ENRICH_LEAVES_THREAD.here()) {
            LastingThread.start("mood");
        }
    }

    @Override
    public Set<String> types() {
        if (Flaw.ENRICH_TYPES_CHANGE.here() && asked++ > 0) {
            return Set.of("review.written", "post.written");
        }
        return Flaw.ENRICH_TYPE_UPPER_CASE.here() ? Set.of("review.written", "Review") : Set.of("review.written");
    }

    @Override
    public List<Enrichment> enrich(List<Activity> activities) throws Exception {
        if (Flaw.ENRICH_FAILS_ON_NOTHING.here()) {
            context.logger()
                    .log(
                            System.Logger.Level.DEBUG,
                            "first of {0}",
                            activities.get(0).type());
        }
        if (Flaw.ENRICH_SECRET_IN_LOG.here()) {
            context.logger()
                    .log(
                            System.Logger.Level.INFO,
                            context.settings().get(ForumPlugin.TOKEN).reveal());
        }
        if (Flaw.ENRICH_CHANGES_LIST.here()) {
            activities.sort(Comparator.comparing(Activity::id).reversed());
        }
        List<Activity> inOrder = new ArrayList<>(activities);
        if (Flaw.ENRICH_SORTS.here()) {
            inOrder.sort(Comparator.comparing(Activity::id));
        }
        List<Enrichment> answers = new ArrayList<>();
        for (Activity activity : inOrder) {
            try {
                answers.add(answer(activity));
            } catch (IOException e) {
                if (Flaw.ENRICH_NULL_ON_FAILURE.here()) {
                    return null;
                } else if (Flaw.ENRICH_NONE_ON_FAILURE.here()) {
                    answers.add(Enrichment.none());
                } else if (Flaw.ENRICH_MAKES_UP_ON_FAILURE.here()) {
                    answers.add(Enrichment.of("mood", "neutral"));
                } else if (Flaw.ENRICH_FOR_GOOD_ON_FAILURE.here()) {
                    throw new PermanentFailureException("no mood: look after it", e);
                } else {
                    throw e;
                }
            }
        }
        if (Flaw.ENRICH_TOO_FEW.here() && answers.size() > 1) {
            answers.remove(0);
        }
        return answers;
    }

    private Enrichment answer(Activity activity) throws Exception {
        Response response = context.http()
                .send(Request.get(URI.create(context.settings().get(ForumPlugin.BASE) + "/mood?of=" + activity.id()))
                        .header("authorization", "Bearer ", context.settings().get(ForumPlugin.TOKEN)));
        if (!response.isSuccess() || !response.text().endsWith(".")) {
            throw new IOException("the answer has status " + response.status() + ", or no end");
        }
        String mood = response.text();
        if (Flaw.ENRICH_LONG_VALUE.here()) {
            mood = mood + "!".repeat(3_000);
        }
        return Enrichment.of("mood", Flaw.ENRICH_HALF_CHARACTER.here() ? mood + '\uD83D' : mood);
    }
}
