package dev.laurel.plugin;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Says in one bounded line what a plugin threw. An exception is guest code too: asking for its message may throw. */
final class Reason {
    private static final int MOST_LETTERS = 300;
    private static final int MOST_CAUSES = 3;

    private Reason() {}

    /**
     * Throws on what is a failure of the JVM rather than of the plugin. A stack that is full is the plugin's own doing,
     * and so, as a rule, is a want of memory: if it was not, whoever runs next finds out.
     *
     * @param thrown what was thrown
     */
    static void passOnIfOfTheJvm(Throwable thrown) {
        boolean ofThePlugin = thrown instanceof StackOverflowError || thrown instanceof OutOfMemoryError;
        if (thrown instanceof VirtualMachineError failure && !ofThePlugin) {
            throw failure;
        }
    }

    /** {@return the kind and message of what was thrown, and of what caused it, on one line} */
    static String of(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Throwable current = unwrapped(thrown);
        for (int depth = 0; current != null && depth < MOST_CAUSES; depth++) {
            text.append(depth == 0 ? "" : ", caused by ").append(named(current));
            current = causeOf(current);
        }
        return shortened(text.toString());
    }

    /**
     * Where in a plugin something was thrown.
     *
     * @param thrown what was thrown
     * @param loader the plugin's class loader
     * @return {@code , at FILE:LINE}; empty if the plugin has no class loader of its own, or it cannot be told
     */
    static String placeOf(Throwable thrown, ClassLoader loader) {
        if (!(loader instanceof PluginClassLoader own) || own.getName() == null) {
            return "";
        }
        try {
            for (StackTraceElement frame : thrown.getStackTrace()) {
                if (own.getName().equals(frame.getClassLoaderName())) {
                    return shortened(", at " + frame.getFileName() + ":" + frame.getLineNumber());
                }
            }
            return "";
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            return "";
        }
    }

    /** {@return the message of what was thrown, or its kind if it has none, on one line} */
    static String messageOf(Throwable thrown) {
        String message = rawMessageOf(thrown);
        return message == null || message.isBlank() ? nameOf(thrown) : shortened(message);
    }

    /** {@return the text on one line, without control characters, and not longer than a line should be} */
    static String shortened(String text) {
        String line = (text.length() > 2 * MOST_LETTERS ? text.substring(0, 2 * MOST_LETTERS) : text)
                .replaceAll("[\\p{Cntrl}\\u2028\\u2029\\s]+", " ")
                .strip();
        return line.length() > MOST_LETTERS ? line.substring(0, MOST_LETTERS) + "..." : line;
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable current = thrown;
        while (current instanceof CompletionException || current instanceof ExecutionException) {
            Throwable cause = current.getCause();
            if (cause == null) {
                return current;
            }
            current = cause;
        }
        return current;
    }

    private static String named(Throwable thrown) {
        String message = rawMessageOf(thrown);
        return message == null || message.isBlank() ? nameOf(thrown) : nameOf(thrown) + ": " + message;
    }

    private static String nameOf(Throwable thrown) {
        String simple = thrown.getClass().getSimpleName();
        return simple.isEmpty() ? thrown.getClass().getName() : simple;
    }

    private static @Nullable String rawMessageOf(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            return "(its message could not be read)";
        }
    }

    private static @Nullable Throwable causeOf(Throwable thrown) {
        try {
            return thrown.getCause() == thrown ? null : thrown.getCause();
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            return null;
        }
    }
}
