package dev.laurel.testkit.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider says to whom, what it was asked, and when it is to fail. Safe for use by several threads. */
final class Script {
    private final List<Route> routes = new ArrayList<>();
    private final List<Asked> requests = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private final Map<Integer, Fault> faults = new HashMap<>();
    private @Nullable Fault always;

    synchronized Route on(String method, String path) {
        Route route = new Route(method, path);
        routes.add(route);
        return route;
    }

    synchronized void fail(int nth, Fault fault) {
        if (nth < 1) {
            throw new IllegalArgumentException("requests are counted from 1; there is none with number " + nth);
        }
        faults.put(nth, fault);
    }

    synchronized void failAlways(Fault fault) {
        always = fault;
    }

    synchronized List<Asked> requests() {
        return List.copyOf(requests);
    }

    synchronized List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    /** {@return what is answered; empty if nobody has said} */
    synchronized Optional<Answer> answer(Asked asked) {
        requests.add(asked);
        Route best = null;
        for (Route route : routes) {
            if (route.matches(asked) && (best == null || route.conditions() >= best.conditions())) {
                best = route;
            }
        }
        Fault fault = faults.getOrDefault(requests.size(), always);
        // A request that fails on the way uses up no answer.
        List<Answer> answers = best == null ? List.of() : best.next(asked, fault == null);
        if (answers.isEmpty()) {
            unexpected.add(unexpectedly(asked));
            return Optional.empty();
        }
        return Optional.of(fault == null ? answers.get(0) : answers.get(0).with(fault));
    }

    private String unexpectedly(Asked asked) {
        return "nobody expected " + asked + "; there is " + (routes.isEmpty() ? "no route" : routes)
                + ": add one with on(...).answers(...), or do not ask";
    }

    void assertAllExpected() {
        List<String> all = unexpected();
        if (!all.isEmpty()) {
            throw new AssertionError(String.join("\n", all));
        }
    }
}
