package dev.laurel.testkit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** A logger that remembers what it was told, on all levels. Safe for use by several threads. */
public final class FakeLogger implements System.Logger {
    private final Object lock = new Object();
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder traces = new StringBuilder();

    /** A logger that was told nothing yet. */
    public FakeLogger() {}

    /** {@return what it was told, in order: the level and the message with its arguments, such as {@code WARNING no answer}} */
    public List<String> lines() {
        synchronized (lock) {
            return List.copyOf(lines);
        }
    }

    /** {@return all that a log file would hold: the lines, and the stack traces of what was logged with them} */
    public String everything() {
        synchronized (lock) {
            return String.join("\n", lines) + "\n" + traces;
        }
    }

    @Override
    public String getName() {
        return "testkit";
    }

    @Override
    public boolean isLoggable(Level level) {
        return true;
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        synchronized (lock) {
            lines.add(level + " " + message);
            if (thrown != null) {
                StringWriter trace = new StringWriter();
                thrown.printStackTrace(new PrintWriter(trace));
                traces.append(trace);
            }
        }
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... params) {
        boolean filled = format != null && params != null && params.length > 0;
        String message = filled ? new MessageFormat(format, Locale.ROOT).format(params) : String.valueOf(format);
        synchronized (lock) {
            lines.add(level + " " + message);
        }
    }

    @Override
    public String toString() {
        return "a logger with " + lines().size() + " lines";
    }
}
