package dev.laurel.samplehost;

import dev.laurel.samplehost.text.Texts;

/** Thrown where the demo cannot go on for a reason that its user can remedy. Carries one sentence, remedy included. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient Object[] arguments;

    /**
     * Says why.
     *
     * @param key the text that says it
     * @param arguments what is filled in
     */
    RefusedException(String key, Object... arguments) {
        super(key);
        this.key = key;
        this.arguments = arguments.clone();
    }

    /**
     * Says why, and what was behind it.
     *
     * @param cause what was behind it
     * @param key the text that says it
     * @param arguments what is filled in
     * @return the exception
     */
    static RefusedException because(Exception cause, String key, Object... arguments) {
        RefusedException refused = new RefusedException(key, arguments);
        refused.initCause(cause);
        return refused;
    }

    /** {@return the sentence in a language} */
    String in(Texts texts) {
        return texts.say(key, arguments);
    }
}
