package dev.laurel.pipeline;

import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.Window;
import java.time.Duration;

/** A limit as it is written in the log, so that what was granted under it stays under it when the plugin is gone. */
final class LimitText {
    private static final int PARTS = 6;

    private LimitText() {}

    static String of(Limit limit) {
        Window window = limit.window();
        return String.join(
                "\n",
                limit.name(),
                limit.kind().name(),
                limit.currency(),
                Long.toString(limit.value()),
                window.kind().name(),
                window.length().toString());
    }

    static Limit read(String written) {
        String[] parts = written.split("\n", PARTS);
        long value = Long.parseLong(parts[3]);
        Window window = switch (Window.Kind.valueOf(parts[4])) {
            case EVER -> Window.EVER;
            case DAY -> Window.DAY;
            case WEEK -> Window.WEEK;
            case MONTH -> Window.MONTH;
            case YEAR -> Window.YEAR;
            case ROLLING -> Window.rolling(Duration.parse(parts[5]));
        };
        return switch (Limit.Kind.valueOf(parts[1])) {
            case CAP -> Limit.cap(parts[0], parts[2], value, window);
            case FLOOR -> Limit.floor(parts[0], parts[2], value);
            case TIMES -> Limit.times(parts[0], value, window);
        };
    }
}
