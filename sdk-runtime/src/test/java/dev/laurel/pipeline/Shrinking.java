package dev.laurel.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks a law on a history; when it does not hold, looks for a short history on which it still does not. */
final class Shrinking {
    /** A law: says what is wrong on a history, if anything. */
    @FunctionalInterface
    interface Law {
        Optional<String> wrong(List<Sent> history);
    }

    private Shrinking() {}

    /** {@return how many seeds to try: twenty times as many with {@code -Dlaurel.proof=true}} */
    static int seeds(int few) {
        return Boolean.getBoolean("laurel.proof") ? few * 20 : few;
    }

    static void check(long seed, List<Sent> history, Law law) {
        Optional<String> wrong = said(law, history);
        if (wrong.isEmpty()) {
            return;
        }
        List<Sent> least = shrunken(history, law);
        StringBuilder text = new StringBuilder("seed " + seed + ", " + least.size() + " activities:\n");
        least.forEach(sent -> text.append("  ").append(sent).append('\n'));
        throw new AssertionError(text.append(said(law, least).orElse("")));
    }

    private static Optional<String> said(Law law, List<Sent> history) {
        try {
            return law.wrong(history);
        } catch (RuntimeException e) {
            StringBuilder text = new StringBuilder(e.toString());
            for (int i = 0; i < Math.min(12, e.getStackTrace().length); i++) {
                text.append("\n    at ").append(e.getStackTrace()[i]);
            }
            return Optional.of(text.toString());
        }
    }

    private static List<Sent> shrunken(List<Sent> history, Law law) {
        List<Sent> least = new ArrayList<>(history);
        for (int chunk = Math.max(1, least.size() / 2); chunk >= 1; chunk /= 2) {
            boolean again = true;
            while (again) {
                again = false;
                for (int from = 0; from < least.size(); from += chunk) {
                    List<Sent> fewer = new ArrayList<>(least);
                    fewer.subList(from, Math.min(fewer.size(), from + chunk)).clear();
                    if (!fewer.isEmpty() && said(law, fewer).isPresent()) {
                        least = fewer;
                        again = true;
                        from -= chunk;
                    }
                }
            }
        }
        return least;
    }

    /** {@return what differs, or empty} */
    static Optional<String> difference(String what, Map<String, Long> expected, Map<String, Long> actual) {
        if (expected.equals(actual)) {
            return Optional.empty();
        }
        Map<String, Long> all = new TreeMap<>(expected);
        actual.forEach(all::putIfAbsent);
        StringBuilder text = new StringBuilder(what);
        all.keySet().forEach(key -> {
            long one = expected.getOrDefault(key, 0L);
            long other = actual.getOrDefault(key, 0L);
            if (one != other) {
                text.append("\n  ")
                        .append(key)
                        .append(": expected ")
                        .append(one)
                        .append(", is ")
                        .append(other);
            }
        });
        return Optional.of(text.toString());
    }
}
