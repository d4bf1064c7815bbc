package dev.laurel.samplehost;

import dev.laurel.samplehost.text.Texts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;

/** What a run of the demo printed, in English. */
final class Printed {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private int exit = -1;

    /** Runs the demo in this process, to its end. */
    static Printed by(String... arguments) {
        Printed printed = new Printed();
        String[] all = new String[arguments.length + 1];
        all[0] = "--lang=en";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        printed.exit = Main.run(all, stream(printed.out), stream(printed.err));
        return printed;
    }

    /** Starts the demo in this process, on the bundled data. */
    static Demo demo(Path store) throws RefusedException {
        return demo(bundled(), store);
    }

    static Demo demo(DataFolder data, Path store) throws RefusedException {
        return Demo.start(console(), data, StoreFolder.claim(store, data.origin(), false));
    }

    static DataFolder bundled() throws RefusedException {
        return DataFolder.open(Path.of("data", "stackexchange-quantum"), true);
    }

    /** Prints to nowhere. */
    static Console console() {
        return console(InstantSource.system());
    }

    static Console console(InstantSource clock) {
        PrintStream nowhere = stream(new ByteArrayOutputStream());
        return new Console(nowhere, nowhere, false, Texts.in(Locale.ENGLISH), clock);
    }

    int exit() {
        return exit;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
