package dev.laurel.spi;

import java.util.List;

/**
 * What a jar offers to a community. Found by {@link java.util.ServiceLoader}, so an implementation has a public
 * constructor without arguments, and that constructor is cheap and does no I/O.
 *
 * <p>The runtime creates one instance a plugin and calls both methods once, on a thread that
 * is made for it and ends afterwards. A plugin that takes longer than ten seconds is left behind.
 */
public interface Plugin {

    /**
     * The plugin's name in the log, in settings and on every entry it causes.
     *
     * @return kebab-case, for example {@code discourse}; it never changes once published
     */
    String id();

    /**
     * What the plugin brings. This is a declaration: nothing is created before a community asks for it.
     *
     * @return the extensions, each with a name of its own
     */
    List<Extension<?>> extensions();
}
