package dev.laurel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Flow;

/**
 * Holds the document of the API against OpenAPI's own schema, and requests and answers against the document, with a
 * validator that is not ours. An answer may hold nothing that the document does not name.
 */
final class Described {
    private static final String HERE = "app://openapi.json";

    private final JsonObject document;
    private final SchemaRepository schemas;
    private final OutputUnit ofItself;

    Described(JsonObject document) {
        this.document = document;
        Vertx vertx = Vertx.vertx();
        try {
            this.schemas = get(OpenAPIVersion.V3_1.getRepository(vertx, "app://"));
            this.ofItself = get(OpenAPIVersion.V3_1.validateContract(vertx, schemas, document));
        } finally {
            vertx.close();
        }
        JsonObject closed = document.copy();
        close(closed.getJsonObject("components").getJsonObject("schemas"));
        schemas.dereference(HERE, JsonSchema.of(closed));
    }

    /** {@return the document that is served} */
    static Described load() {
        try (InputStream in = Web.class.getResourceAsStream("http/openapi.json")) {
            return new Described(new JsonObject(Buffer.buffer(in.readAllBytes())));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T get(Future<T> future) {
        return Town.get(future.toCompletionStage().toCompletableFuture());
    }

    /** An object whose properties are listed has no others. */
    private static void close(JsonObject within) {
        for (String name : within.fieldNames()) {
            if (within.getValue(name) instanceof JsonObject below) {
                close(below);
            }
        }
        if (within.getValue("properties") instanceof JsonObject && !within.containsKey("additionalProperties")) {
            within.put("additionalProperties", false);
        }
    }

    JsonObject document() {
        return document;
    }

    /** {@return what OpenAPI's schema says of the document itself} */
    OutputUnit ofItself() {
        return ofItself;
    }

    /**
     * Checks an answer.
     *
     * @param base the path that the API is mounted at, with a slash at its end
     * @param response the answer
     */
    void check(String base, HttpResponse<String> response) {
        String path = "/" + response.request().uri().getRawPath().substring(base.length());
        String method = response.request().method().toLowerCase(Locale.ROOT);
        Optional<JsonObject> operation = operation(path, method);
        if (operation.isEmpty()) {
            assertThat(response.statusCode())
                    .as("of what the document does not have: %s %s", method, path)
                    .isIn(404, 405);
            return;
        }
        String status = String.valueOf(response.statusCode());
        JsonObject responses = operation.get().getJsonObject("responses");
        JsonObject declared = resolved(responses.getJsonObject(responses.containsKey(status) ? status : "default"));
        String type = response.headers().firstValue("Content-Type").orElse("");
        JsonObject contents = declared.getJsonObject("content", new JsonObject());
        if (contents.isEmpty()) {
            assertThat(response.body())
                    .as("%s %s: %s has no content", method, path, status)
                    .isEmpty();
            return;
        }
        String bare = type.replaceAll(";.*", "");
        assertThat(contents.fieldNames()).as("%s %s: %s", method, path, status).contains(bare);
        if (bare.endsWith("json")) {
            assertThat(fits(contents.getJsonObject(bare).getJsonObject("schema"), new JsonObject(response.body())))
                    .as("%s %s: %s %s", method, path, status, response.body())
                    .isEmpty();
        }
        body(operation.get(), response);
    }

    /** What is taken fits the document, and what was refused for its shape does not. */
    private void body(JsonObject operation, HttpResponse<String> response) {
        if (!operation.containsKey("requestBody")
                || response.request().bodyPublisher().isEmpty()) {
            return;
        }
        String sent = sent(response.request().bodyPublisher().get());
        JsonObject schema = operation
                .getJsonObject("requestBody")
                .getJsonObject("content")
                .getJsonObject("application/json")
                .getJsonObject("schema");
        if (response.statusCode() == 200) {
            assertThat(fits(schema, new JsonObject(sent))).as(sent).isEmpty();
        } else if (response.statusCode() == 400 && sent.startsWith("{\"")) {
            assertThat(fits(schema, new JsonObject(sent))).as(sent).isNotEmpty();
        }
    }

    private static String sent(HttpRequest.BodyPublisher publisher) {
        HttpResponse.BodySubscriber<String> read = HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                read.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer part) {
                read.onNext(List.of(part));
            }

            @Override
            public void onError(Throwable failure) {
                read.onError(failure);
            }

            @Override
            public void onComplete() {
                read.onComplete();
            }
        });
        return read.getBody().toCompletableFuture().join();
    }

    private Optional<JsonObject> operation(String path, String method) {
        JsonObject paths = document.getJsonObject("paths");
        return paths.fieldNames().stream()
                .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
                .map(paths::getJsonObject)
                .filter(item -> item.containsKey(method))
                .map(item -> item.getJsonObject(method))
                .findFirst();
    }

    private JsonObject resolved(JsonObject of) {
        String reference = of.getString("$ref");
        if (reference == null) {
            return of;
        }
        JsonObject at = document;
        for (String name : reference.substring("#/".length()).split("/", -1)) {
            at = at.getJsonObject(name);
        }
        return at;
    }

    /** {@return what is not as a schema has it, empty if all is} */
    private String fits(JsonObject schema, JsonObject value) {
        String reference = schema.getString("$ref");
        OutputUnit said = reference == null
                ? schemas.validator(JsonSchema.of(schema)).validate(value)
                : schemas.validator(HERE + reference).validate(value);
        return said.getValid()
                ? ""
                : said.toJson().getJsonArray("errors", new JsonArray()).encode();
    }
}
