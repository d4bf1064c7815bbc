package dev.laurel.samplehost;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param help print what options there are, and nothing else
 * @param breaking put Laurel on trial, and nothing else
 * @param once import, print, and end
 * @param fresh forget what was imported before
 * @param port where to listen; 0 for any port that is free
 * @param data the folder of a dump; empty for the bundled one
 * @param store the folder of the store; empty for the usual one
 * @param language the language; empty for that of the process
 */
record Options(
        boolean help,
        boolean breaking,
        boolean once,
        boolean fresh,
        int port,
        Optional<Path> data,
        Optional<Path> store,
        Optional<Locale> language) {
    private static final int USUAL_PORT = 8080;
    private static final int LAST_PORT = 65_535;
    private static final Options NONE =
            new Options(false, false, false, false, USUAL_PORT, Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Reads the command line: {@code --name value} or {@code --name=value}, in any order, the last one counts.
     *
     * @throws RefusedException if there is no such option, or its value makes no sense
     */
    static Options parse(List<String> arguments) throws RefusedException {
        Options options = NONE;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String name = equals < 0 ? argument : argument.substring(0, equals);
            Optional<String> attached = equals < 0 ? Optional.empty() : Optional.of(argument.substring(equals + 1));
            options = options.with(name, attached, rest);
        }
        if (options.breaking && !options.help) {
            options.checkAlone();
        }
        return options;
    }

    private void checkAlone() throws RefusedException {
        Options alone =
                new Options(false, true, false, false, USUAL_PORT, Optional.empty(), Optional.empty(), language);
        if (!equals(alone)) {
            throw new RefusedException("refuse.option.break");
        }
    }

    private Options with(String name, Optional<String> attached, Iterator<String> rest) throws RefusedException {
        switch (name) {
            case "--help", "-h", "--break", "--once", "--fresh" -> {
                if (attached.isPresent()) {
                    throw new RefusedException("refuse.option.no-value", name);
                }
                return flag(name);
            }
            case "--port", "--data", "--store", "--lang" -> {
                String value = attached.orElseGet(() -> rest.hasNext() ? rest.next() : "");
                if (value.isBlank() || value.startsWith("--")) {
                    throw new RefusedException("refuse.option.value", name);
                }
                return valued(name, value);
            }
            default -> throw new RefusedException("refuse.option.unknown", name);
        }
    }

    private Options flag(String name) {
        return switch (name) {
            case "--once" -> new Options(help, breaking, true, fresh, port, data, store, language);
            case "--fresh" -> new Options(help, breaking, once, true, port, data, store, language);
            case "--break" -> new Options(help, true, once, fresh, port, data, store, language);
            default -> new Options(true, breaking, once, fresh, port, data, store, language);
        };
    }

    private Options valued(String name, String value) throws RefusedException {
        return switch (name) {
            case "--port" -> new Options(help, breaking, once, fresh, portOf(value), data, store, language);
            case "--data" ->
                new Options(help, breaking, once, fresh, port, Optional.of(pathOf(name, value)), store, language);
            case "--store" ->
                new Options(help, breaking, once, fresh, port, data, Optional.of(pathOf(name, value)), language);
            default -> new Options(help, breaking, once, fresh, port, data, store, Optional.of(languageOf(value)));
        };
    }

    private static int portOf(String value) throws RefusedException {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= LAST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new RefusedException("refuse.option.port", value);
        }
        throw new RefusedException("refuse.option.port", value);
    }

    private static Path pathOf(String name, String value) throws RefusedException {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new RefusedException("refuse.option.path", name, value);
        }
    }

    private static Locale languageOf(String value) throws RefusedException {
        return switch (value) {
            case "en" -> Locale.ENGLISH;
            case "fr" -> Locale.FRENCH;
            default -> throw new RefusedException("refuse.option.lang", value);
        };
    }
}
