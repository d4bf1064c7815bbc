package dev.laurel.http;

import dev.laurel.http.PluginJson.Owed;
import dev.laurel.pipeline.Commands;
import dev.laurel.view.LaurelException;
import dev.laurel.view.PluginReport;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plugins over HTTP: how they are doing, and what an operator does about it. */
final class PluginRoutes {
    /** Whoever looks at a community that stands still wants to see the rest meanwhile. */
    private static final long PATIENCE_SECONDS = 2;

    private static final int LONGEST_NOTE = 1_000;

    private final Served served;

    PluginRoutes(Served served) {
        this.served = served;
    }

    void read(Ask ask) {
        ask.answer(report(ask));
    }

    void refresh(Ask ask) {
        Buffer body = ask.context().body().buffer();
        if (body != null && body.length() > 0) {
            Body.known(Body.decoded(body, ""), Set.of(), "");
        }
        ask.answer(ask.await(served.plugins().refresh().get()).compose(done -> report(ask)));
    }

    void restart(Ask ask) {
        JsonObject json = Body.decoded(ask.context().body().buffer(), "with \"community\" and \"instance\" ");
        Body.known(json, Set.of("community", "instance"), "");
        String community = Body.text(json, "community", "");
        String instance = Body.text(json, "instance", "");
        CompletionStage<Void> begun;
        try {
            begun = served.plugins().restart().apply(community, instance);
        } catch (IllegalArgumentException e) {
            throw Problem.of(404, "NOT_FOUND", String.valueOf(e.getMessage()));
        }
        ask.answer(ask.await(begun).compose(done -> report(ask)));
    }

    void waive(Ask ask, Open community) {
        JsonObject json = Body.decoded(ask.context().body().buffer(), "with \"rule\", \"by\" and \"reason\" ");
        Body.known(json, Set.of("rule", "by", "reason"), "");
        String rule = note(json, "rule");
        String by = note(json, "by");
        String reason = note(json, "reason");
        ask.answer(ask.await(new Commands(community.partition()).waive(rule, by, reason))
                .recover(failure ->
                        isSaid(failure) ? refused(ask, community, rule, failure) : Future.failedFuture(failure))
                .compose(done -> ask.await(community.questions().owing()))
                .map(owing -> new JsonObject().put("owing", PluginJson.owing(owing))));
    }

    /** What is decided is kept with who decided it and why, for good. */
    private static String note(JsonObject json, String name) {
        String text = Body.text(json, name, "");
        boolean isText = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        if (text.isBlank() || text.length() > LONGEST_NOTE || !isText) {
            throw Problem.body(
                    "/" + name, "a text of 1 to " + LONGEST_NOTE + " characters is expected here, in valid Unicode");
        }
        return text;
    }

    private static boolean isSaid(Throwable failure) {
        return unwrapped(failure) instanceof LaurelException;
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Either the rule owes nothing, which is for the caller to know, or the community cannot decide now. */
    private static Future<Void> refused(Ask ask, Open community, String rule, Throwable failure) {
        return ask.await(community.questions().owing())
                .compose(owing -> Future.failedFuture(
                        owing.containsKey(rule)
                                ? failure
                                : Problem.of(
                                        409,
                                        "NOTHING_TO_WAIVE",
                                        String.valueOf(unwrapped(failure).getMessage()))));
    }

    private Future<JsonObject> report(Ask ask) {
        PluginReport report = served.plugins().report().get();
        List<Future<Owed>> asked = served.communities().values().stream()
                .sorted(Comparator.comparing(Open::name))
                .map(community -> owed(ask, community))
                .toList();
        return Future.all(asked)
                .map(all -> PluginJson.report(
                        report, asked.stream().map(Future::result).toList()));
    }

    private static Future<Owed> owed(Ask ask, Open community) {
        return ask.await(community.questions().owing())
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .map(owing -> new Owed(community.name(), owing, ""))
                .recover(failure -> {
                    Throwable why = unwrapped(failure);
                    if (why instanceof TimeoutException) {
                        return unknown(community, "it is busy and does not answer; ask again when it does");
                    }
                    return why instanceof LaurelException
                            ? unknown(community, String.valueOf(why.getMessage()))
                            : Future.failedFuture(failure);
                });
    }

    private static Future<Owed> unknown(Open community, String why) {
        return Future.succeededFuture(new Owed(
                community.name(),
                Map.of(),
                "community " + community.name() + ": what its rules owe cannot be told now: " + why));
    }
}
