package dev.laurel.testkit;

import java.util.List;

/**
 * What the runtime tells operators, for whoever writes the plugin: an operator takes another version, an author mends this one.
 */
final class Advice {
    private static final List<String> OF_OPERATORS = List.of(
            "take another version of the plugin or tell its author",
            "correct that file, or put the missing class or library beside the plugin");

    private Advice() {}

    /** {@return the sentence on one line, with what an author can do about it} */
    static String of(String sentence) {
        String line = sentence.strip().replaceAll("\\s*\\R\\s*", " | ");
        for (String theirs : OF_OPERATORS) {
            line = line.replace(theirs, remedy(line));
        }
        return line;
    }

    private static String remedy(String line) {
        if (line.contains("no-arg constructor")) {
            return "give the class a public constructor without arguments, and compile";
        }
        if (line.contains("which it does not declare")) {
            return "grant what spec() declares, or declare it there with gives(...) or awards(...), and compile";
        }
        if (line.contains(" not found") && line.contains("META-INF/services")) {
            return "write the name of the class that implements Plugin, with its package, into"
                    + " src/main/resources/META-INF/services/dev.laurel.spi.Plugin, and compile";
        }
        return "correct it, and compile";
    }
}
