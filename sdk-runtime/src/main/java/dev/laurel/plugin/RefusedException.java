package dev.laurel.plugin;

/** A plugin that does not load, told in a sentence for operators that names the place, the reason and the remedy. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    RefusedException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** {@return the sentence} */
    String sentence() {
        return sentence;
    }
}
