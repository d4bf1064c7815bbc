package dev.laurel.http;

import dev.laurel.http.Contract.Operation;
import dev.laurel.view.Caller;
import dev.laurel.view.MemberKey;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One request, its parameters read and its caller known. */
final class Ask {
    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.FRENCH);

    private final RoutingContext context;
    private final Caller caller;
    private final Map<String, Object> values = new HashMap<>();

    /**
     * Reads a request.
     *
     * @throws Problem if a parameter is not as declared
     */
    Ask(RoutingContext context, Operation operation, Caller caller) {
        this.context = context;
        this.caller = caller;
        for (Parameter parameter : operation.parameters()) {
            Object value = parameter.read(sent(context, parameter));
            if (value != null) {
                values.put(parameter.name(), value);
            }
        }
    }

    private static @Nullable String sent(RoutingContext context, Parameter parameter) {
        return switch (parameter.place()) {
            case "path" -> context.pathParam(parameter.name());
            case "header" -> context.request().getHeader(parameter.name());
            default -> {
                List<String> sent = context.queryParam(parameter.name());
                if (sent.size() > 1) {
                    throw Problem.parameter(parameter.name(), "it stands there " + sent.size() + " times: say it once");
                }
                yield sent.isEmpty() ? null : sent.get(0);
            }
        };
    }

    RoutingContext context() {
        return context;
    }

    Caller caller() {
        return caller;
    }

    String text(String name) {
        Object value = values.get(name);
        return value == null ? "" : (String) value;
    }

    int number(String name) {
        Object value = values.get(name);
        return value == null ? 0 : ((Long) value).intValue();
    }

    /** {@return who asks; an operator has no member} */
    MemberKey me() {
        return caller.member()
                .orElseThrow(() -> Problem.of(
                        403,
                        "NOT_ALLOWED",
                        "this is about the member who asks, and an operator is none: ask for members/{source}/{id}"));
    }

    /** {@return the language of the answer} */
    Locale locale() {
        return values.containsKey("lang") ? Locale.forLanguageTag(text("lang")) : preferred(context);
    }

    static Locale preferred(RoutingContext context) {
        String header = context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        try {
            Locale found = header == null ? null : Locale.lookup(Locale.LanguageRange.parse(header), SPOKEN);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException e) {
            // A header that is none says nothing.
            return Locale.ENGLISH;
        }
    }

    /** {@return what comes of a question, on the request's own context} */
    <T> Future<T> await(CompletionStage<T> answer) {
        return Future.fromCompletionStage(answer, context.vertx().getOrCreateContext());
    }

    /** Answers with JSON once it is there, or with what is in the way. */
    void answer(Future<JsonObject> json) {
        json.onComplete(body -> send(context, 200, "application/json", body.toBuffer()), context::fail);
    }

    static void send(RoutingContext context, int status, String type, Buffer body) {
        if (!context.response().ended() && !context.response().closed()) {
            context.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, type)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .end(body);
        }
    }
}
