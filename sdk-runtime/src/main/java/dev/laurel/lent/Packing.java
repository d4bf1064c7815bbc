package dev.laurel.lent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the body of an answer is packed, as its header {@code Content-Encoding} says. */
enum Packing {
    NONE,
    GZIP,
    DEFLATE;

    /** What is asked for. */
    static final String ACCEPTED = "gzip, deflate";

    /**
     * Reads the header.
     *
     * @throws UnfitAnswerException if the body is packed in a way that is not known here, or twice: packing twice is how a
     *     small answer becomes a huge one
     */
    static Packing of(String host, List<String> header) throws UnfitAnswerException {
        List<String> names = new ArrayList<>();
        for (String value : header) {
            for (String each : value.split(",", -1)) {
                String name = each.strip().toLowerCase(Locale.ROOT);
                if (!name.isEmpty() && !name.equals("identity")) {
                    names.add(name);
                }
            }
        }
        if (names.isEmpty()) {
            return NONE;
        }
        if (names.size() == 1) {
            switch (names.get(0)) {
                case "gzip", "x-gzip":
                    return GZIP;
                case "deflate":
                    return DEFLATE;
                default:
                    break;
            }
        }
        throw new UnfitAnswerException("the answer of " + host + " is packed in a way that is not understood here (its"
                + " Content-Encoding): ask for " + ACCEPTED + ", which is what is asked for unless the request sets"
                + " Accept-Encoding");
    }
}
