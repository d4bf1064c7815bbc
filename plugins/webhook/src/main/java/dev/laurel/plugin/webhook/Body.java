package dev.laurel.plugin.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.laurel.spi.activity.DeliveryRejectedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a body: one JSON value (RFC 8259) in UTF-8, within bounds, and no name twice in an object, for then two readers of
 * the same body may see different things.
 */
final class Body {
    /** Objects and lists within each other. */
    static final int DEEPEST = 64;
    /** Characters of a number. */
    static final int LONGEST_NUMBER = 40;
    /** Characters of a name. */
    static final int LONGEST_NAME = 1_000;
    /** Values, names, and beginnings and ends of objects and lists. */
    static final int MOST_TOKENS = 1_000_000;

    /** Without pools and tables of its own threads' and the JVM's: a plugin that is unloaded leaves nothing behind. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .maxTokenCount(MOST_TOKENS)
                    .build())
            .build();

    private final JsonParser parser;

    private Body(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads a body.
     *
     * @param bytes the body
     * @return what it holds
     * @throws DeliveryRejectedException if it is not UTF-8, not one JSON value, or out of bounds
     */
    static Json read(byte[] bytes) throws DeliveryRejectedException {
        CharBuffer text = decoded(bytes);
        try (JsonParser parser = FACTORY.createParser(text.array(), text.arrayOffset(), text.remaining())) {
            Body body = new Body(parser);
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new DeliveryRejectedException(
                        "BODY_EMPTY", "the body is empty: let the source send JSON, application/json");
            }
            Json read = body.value(first);
            if (parser.nextToken() != null) {
                throw body.notJson();
            }
            return read;
        } catch (StreamConstraintsException e) {
            // Neither message below is Jackson's, which may quote the body.
            throw outOfBounds("is nested deeper than " + DEEPEST + ", has a number longer than " + LONGEST_NUMBER
                    + " or a name longer than " + LONGEST_NAME + " characters, or more than " + MOST_TOKENS
                    + " values");
        } catch (JsonProcessingException e) {
            throw notJson(e.getLocation());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory does not fail", e);
        }
    }

    private Json value(JsonToken token) throws IOException, DeliveryRejectedException {
        return switch (token) {
            case START_OBJECT -> members();
            case START_ARRAY -> items();
            case VALUE_STRING -> new Json.Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> new Json.Flag(true);
            case VALUE_FALSE -> new Json.Flag(false);
            case VALUE_NULL -> new Json.Nothing();
            default -> throw notJson();
        };
    }

    private Json members() throws IOException, DeliveryRejectedException {
        Map<String, Json> members = new LinkedHashMap<>();
        while (next() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (members.put(name, value(next())) != null) {
                JsonLocation place = parser.currentTokenLocation();
                throw new DeliveryRejectedException(
                        "BODY_NAME_TWICE",
                        "the body has a name twice in one object, before line " + place.getLineNr() + ", column "
                                + place.getColumnNr() + ": let the source send each name once");
            }
        }
        return new Json.Members(Collections.unmodifiableMap(members));
    }

    private Json items() throws IOException, DeliveryRejectedException {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            items.add(value(token));
        }
        return new Json.Items(Collections.unmodifiableList(items));
    }

    private Json number() throws IOException, DeliveryRejectedException {
        String literal = parser.getText();
        // The parser looks at the length only of what it is asked to turn into a number.
        if (literal.length() > LONGEST_NUMBER) {
            throw outOfBounds("has a number longer than " + LONGEST_NUMBER + " characters");
        }
        return new Json.Numeral(literal);
    }

    private JsonToken next() throws IOException, DeliveryRejectedException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw notJson();
        }
        return token;
    }

    private DeliveryRejectedException notJson() {
        return notJson(parser.currentLocation());
    }

    private static DeliveryRejectedException notJson(JsonLocation place) {
        return new DeliveryRejectedException(
                "BODY_NOT_JSON",
                "the body is not JSON from line " + place.getLineNr() + ", column " + place.getColumnNr()
                        + " on: let the source send application/json, not a form");
    }

    private static DeliveryRejectedException outOfBounds(String what) {
        return new DeliveryRejectedException(
                "BODY_OUT_OF_BOUNDS", "the body " + what + ": let the source send less in one delivery");
    }

    private static CharBuffer decoded(byte[] bytes) throws DeliveryRejectedException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new DeliveryRejectedException(
                    "BODY_NOT_UTF8", "the body is not UTF-8: let the source send JSON in UTF-8");
        }
    }
}
