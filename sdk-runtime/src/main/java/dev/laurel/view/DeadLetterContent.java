package dev.laurel.view;

import java.util.List;
import java.util.Map;

/**
 * What a dead letter holds, for whoever has to find out what is wrong. It may hold personal data.
 *
 * @param letter the letter
 * @param replay what replaying it does, in words; empty if it cannot be replayed
 * @param method the HTTP method of the delivery; empty if it was no delivery
 * @param path the path of the delivery, without its query
 * @param headers the names of the delivery's headers and how many values each had; values may be secret
 * @param body the body of the delivery as text; empty if it was no delivery, or its content is gone
 */
public record DeadLetterContent(
        DeadLetter letter, String replay, String method, String path, Map<String, Integer> headers, String body) {
    /** Keeps a copy. */
    public DeadLetterContent {
        headers = Map.copyOf(headers);
    }

    /** {@return the headers' names, in order} */
    public List<String> headerNames() {
        return headers.keySet().stream().sorted().toList();
    }
}
