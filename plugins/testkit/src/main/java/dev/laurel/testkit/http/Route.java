package dev.laurel.testkit.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which requests are answered, and how. Of several routes that match, the one that asks for most counts, then the one that was
 * declared last. Safe for use by several threads once it is declared.
 */
public final class Route {
    private final String method;
    private final String path;
    private final Map<String, String> query = new TreeMap<>();
    private final Map<String, String> headers = new TreeMap<>();
    private Predicate<String> body = text -> true;
    private Optional<Function<Asked, Answer>> worked = Optional.empty();
    private int conditions;
    private final Deque<Answer> answers = new ArrayDeque<>();

    Route(String method, String path) {
        this.method = method.toUpperCase(Locale.ROOT);
        this.path = path;
        this.conditions = path.endsWith("*") ? 0 : 1;
    }

    /**
     * Only requests with this in their query; other parts may be there too.
     *
     * @param name the name of the part
     * @param value its value, decoded
     * @return this
     */
    public Route query(String name, String value) {
        query.put(name, value);
        conditions++;
        return this;
    }

    /**
     * Only requests with this header, be it secret or not.
     *
     * @param name its name, in any case
     * @param value its whole value
     * @return this
     */
    public Route header(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), value);
        conditions++;
        return this;
    }

    /**
     * Only requests with such a body.
     *
     * @param test says whether the body, as UTF-8 text, is one
     * @return this
     */
    public Route body(Predicate<String> test) {
        body = body.and(test);
        conditions++;
        return this;
    }

    /**
     * What is answered: the first request gets the first answer, and so on; the last one is for all that follow.
     *
     * @param first the first answer
     * @param more what comes then
     * @return this
     */
    public Route answers(Answer first, Answer... more) {
        synchronized (answers) {
            answers.clear();
            answers.add(first);
            answers.addAll(List.of(more));
        }
        return this;
    }

    /**
     * What is answered, worked out from the request: for a provider that cuts its list as it is asked to.
     *
     * @param answer says what is answered; it keeps nothing between requests
     * @return this
     */
    public Route answersWith(Function<Asked, Answer> answer) {
        worked = Optional.of(answer);
        return this;
    }

    int conditions() {
        return conditions;
    }

    boolean matches(Asked asked) {
        boolean there = path.endsWith("*")
                ? asked.path().startsWith(path.substring(0, path.length() - 1))
                : asked.path().equals(path);
        return there
                && asked.method().equals(method)
                && query.entrySet().stream()
                        .allMatch(part -> asked.query(part.getKey())
                                .filter(part.getValue()::equals)
                                .isPresent())
                && headers.entrySet().stream()
                        .allMatch(header -> asked.header(header.getKey())
                                .filter(header.getValue()::equals)
                                .isPresent())
                && body.test(asked.text());
    }

    /**
     * {@return the next answer; none if nobody has said any}
     *
     * @param used whether it is used up
     */
    List<Answer> next(Asked asked, boolean used) {
        if (worked.isPresent()) {
            return List.of(worked.get().apply(asked));
        }
        synchronized (answers) {
            Answer answer = used && answers.size() > 1 ? answers.poll() : answers.peek();
            return answer == null ? List.of() : List.of(answer);
        }
    }

    /** {@return method, path, and the names of what else is asked for} */
    @Override
    public String toString() {
        return method + " " + path + (query.isEmpty() ? "" : " query " + query)
                + (headers.isEmpty() ? "" : " headers " + headers.keySet());
    }
}
