package dev.laurel.samplehost.showcase.script;

import java.io.Serial;

/** A text file of the showcase cannot be read; the message starts with file and line. */
public final class ScriptException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param where file and line, as in {@code help.en.txt:12}
     * @param problem what is wrong there, and what to write instead
     */
    public ScriptException(String where, String problem) {
        super(where + ": " + problem);
    }
}
