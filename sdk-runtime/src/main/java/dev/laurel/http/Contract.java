package dev.laurel.http;

import dev.laurel.view.Caller;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The document of the API, which is where its routes come from: what is not in it cannot be asked. */
final class Contract {
    private static final String DOCUMENT = "openapi.json";

    private final Buffer text;
    private final Map<String, Operation> operations;

    /**
     * Something that can be asked.
     *
     * @param id its name
     * @param method the method
     * @param path the path as the router writes it
     * @param access who may ask at the least
     * @param parameters what can be said with it
     * @param takesBody whether it comes with a body
     */
    record Operation(
            String id,
            HttpMethod method,
            String path,
            Caller.Kind access,
            List<Parameter> parameters,
            boolean takesBody) {}

    private Contract(Buffer text, Map<String, Operation> operations) {
        this.text = text;
        this.operations = operations;
    }

    static Contract load() {
        try (InputStream in = Contract.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new IllegalStateException("laurel-sdk-runtime is incomplete: " + DOCUMENT + " is not in its jar");
            }
            return read(Buffer.buffer(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(DOCUMENT + " cannot be read", e);
        }
    }

    /**
     * Reads a document.
     *
     * @throws IllegalStateException if an operation does not say who may ask, or has the name of another one
     */
    static Contract read(Buffer text) {
        JsonObject document = text.toJsonObject();
        Map<String, Operation> operations = new LinkedHashMap<>();
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            List<Parameter> shared = parameters(document, item);
            for (String method : item.fieldNames()) {
                if (method.equals("parameters")) {
                    continue;
                }
                Operation operation = operation(document, path, method, item.getJsonObject(method), shared);
                if (operations.put(operation.id(), operation) != null) {
                    throw new IllegalStateException(DOCUMENT + " has the operation " + operation.id() + " twice");
                }
            }
        }
        return new Contract(text, operations);
    }

    private static Operation operation(
            JsonObject document, String path, String method, JsonObject declared, List<Parameter> shared) {
        String id = declared.getString("operationId");
        String access = declared.getString("x-laurel-access");
        if (access == null) {
            throw new IllegalStateException(
                    DOCUMENT + ": " + method + " " + path + " does not say who may ask: add x-laurel-access");
        }
        boolean takesBody = declared.containsKey("requestBody");
        if (!takesBody && !method.equals("get")) {
            throw new IllegalStateException(DOCUMENT + ": " + method + " " + path + " changes something without a body,"
                    + " and pages of other sites could send it: add a requestBody");
        }
        List<Parameter> all = new ArrayList<>(shared);
        all.addAll(parameters(document, declared));
        return new Operation(
                id,
                HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
                path.replace("{", ":").replace("}", ""),
                Caller.Kind.valueOf(access.toUpperCase(Locale.ROOT)),
                List.copyOf(all),
                takesBody);
    }

    private static List<Parameter> parameters(JsonObject document, JsonObject of) {
        List<Parameter> parameters = new ArrayList<>();
        JsonArray declared = of.getJsonArray("parameters", new JsonArray());
        for (int i = 0; i < declared.size(); i++) {
            JsonObject parameter = declared.getJsonObject(i);
            String reference = parameter.getString("$ref");
            if (reference != null) {
                String name = reference.substring(reference.lastIndexOf('/') + 1);
                parameter = document.getJsonObject("components")
                        .getJsonObject("parameters")
                        .getJsonObject(name);
            }
            parameters.add(Parameter.of(parameter));
        }
        return parameters;
    }

    /**
     * Compares what is declared with what there is.
     *
     * @param handled the operations that are handled
     * @throws IllegalStateException if they are not the same
     */
    void agrees(java.util.Set<String> handled) {
        TreeSet<String> unhandled = new TreeSet<>(operations.keySet());
        unhandled.removeAll(handled);
        TreeSet<String> undeclared = new TreeSet<>(handled);
        undeclared.removeAll(operations.keySet());
        if (!unhandled.isEmpty() || !undeclared.isEmpty()) {
            throw new IllegalStateException("routes and " + DOCUMENT + " do not agree: nothing handles " + unhandled
                    + ", and the document does not have " + undeclared);
        }
    }

    Map<String, Operation> operations() {
        return operations;
    }

    Buffer text() {
        return text;
    }
}
