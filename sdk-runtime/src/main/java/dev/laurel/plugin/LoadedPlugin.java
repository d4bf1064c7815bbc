package dev.laurel.plugin;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** A plugin that was found, understood and admitted. Immutable; safe for use by any thread. */
public final class LoadedPlugin {
    private static final int MOST_EXTENSIONS = 256;

    private final String id;
    private final String version;
    private final String origin;
    private final String className;
    private final boolean isolated;
    private final GuestLoader guest;
    private final List<LoadedExtension> extensions;

    private LoadedPlugin(Candidate candidate, String id, GuestLoader guest, List<Extension<?>> declared) {
        this.id = id;
        this.version = candidate.label().version();
        this.origin = candidate.origin();
        this.className = candidate.plugin().getClass().getName();
        this.isolated = candidate.isolated();
        this.guest = guest;
        this.extensions =
                declared.stream().map(one -> new LoadedExtension(this, one)).toList();
    }

    /**
     * An instance of a plugin that has not been asked anything yet.
     *
     * @param plugin the instance
     * @param label what its jar says
     * @param origin where it comes from, in words
     * @param isolated whether it has a class loader of its own
     */
    record Candidate(Plugin plugin, JarLabel label, String origin, boolean isolated) {}

    /** Asks a plugin what it is and what it brings, on its own thread. */
    static LoadedPlugin of(Candidate candidate) throws RefusedException {
        GuestLoader guest = GuestLoader.of(candidate.plugin().getClass());
        String type = candidate.plugin().getClass().getName();
        String subject = candidate.origin() + ": the plugin " + type + " was not loaded";
        String id = ask(guest, subject + ", because id()", candidate.plugin()::id);
        if (!Names.isKebab(id)) {
            throw new RefusedException(subject + ", because its id is '" + Reason.shortened(id) + "'; " + Names.form()
                    + ", so correct what id() returns");
        }
        List<Extension<?>> declared = ask(
                guest,
                subject + ", because extensions()",
                () -> List.copyOf(candidate.plugin().extensions()));
        check(subject, declared);
        return new LoadedPlugin(candidate, id, guest, declared);
    }

    private static <T> T ask(GuestLoader guest, String subject, Callable<T> question) throws RefusedException {
        T answer;
        try {
            answer = guest.call(question);
        } catch (Throwable e) {
            throw new RefusedException(subject + " failed with " + Reason.of(e) + "; take another version of the plugin"
                    + " or tell its author");
        }
        if (answer == null) {
            throw new RefusedException(
                    subject + " returned null; take another version of the plugin or tell its author");
        }
        return answer;
    }

    private static void check(String subject, List<Extension<?>> declared) throws RefusedException {
        if (declared.size() > MOST_EXTENSIONS) {
            throw new RefusedException(subject + ", because it declares " + declared.size()
                    + " extensions; the most is " + MOST_EXTENSIONS + ", so split it");
        }
        Set<String> names = new HashSet<>();
        for (Extension<?> extension : new ArrayList<>(declared)) {
            if (!Names.isKebab(extension.name())) {
                throw new RefusedException(subject + ", because an extension is called '"
                        + Reason.shortened(extension.name()) + "'; " + Names.form() + ", so rename it");
            }
            if (!names.add(extension.name())) {
                throw new RefusedException(subject + ", because two extensions are called " + extension.name()
                        + "; give each a name of its own");
            }
        }
    }

    /** {@return the plugin's name, as it says itself} */
    public String id() {
        return id;
    }

    /** {@return the plugin's version, from the manifest of its jar; {@code unknown} if that does not say} */
    public String version() {
        return version;
    }

    /** {@return the name of the class that implements it} */
    String className() {
        return className;
    }

    /** {@return where it comes from: {@code given by the host}, {@code class path: FILE} or {@code folder: PLACE}} */
    public String origin() {
        return origin;
    }

    /** {@return whether it has a class loader of its own, so that its libraries and the host's do not meet} */
    public boolean isIsolated() {
        return isolated;
    }

    /** {@return what it offers, in the order of its declaration} */
    public List<LoadedExtension> extensions() {
        return extensions;
    }

    /** {@return the context in which its code is called} */
    GuestLoader guest() {
        return guest;
    }

    @Override
    public String toString() {
        return id + " " + version;
    }
}
