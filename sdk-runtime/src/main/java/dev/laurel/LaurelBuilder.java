package dev.laurel;

import dev.laurel.lent.HttpBounds;
import dev.laurel.pipeline.Watchdog;
import dev.laurel.plugin.ClassFolder;
import dev.laurel.spi.Plugin;
import dev.laurel.view.LaurelException;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Says where communities are kept, which plugins there are and what each community uses. Nothing happens before
 * {@link #start}. Not safe for use by several threads.
 */
public final class LaurelBuilder {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

    final List<Plugin> plugins = new ArrayList<>();
    final List<ClassFolder> written = new ArrayList<>();
    final Map<String, CommunityBuilder> communities = new LinkedHashMap<>();

    @Nullable
    Path directory;

    @Nullable
    ClassLoader classPath;

    @Nullable
    Path pluginFolder;

    @Nullable
    Vertx vertx;

    @Nullable
    SecretKey vaultKey;

    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    WhenBusy whenBusy = WhenBusy.WAIT;
    Duration waitUpTo = Duration.ofSeconds(60);
    Duration patience = Watchdog.PATIENCE;
    Duration pollEvery = Duration.ofMillis(250);
    boolean safeMode;
    HttpBounds http = HttpBounds.usual();

    LaurelBuilder() {}

    /**
     * The folder in which each community has its file, {@code NAME.laurel}, and while it is open two more beside it; a
     * lock file stays. Made if it is not there, and on a local disk. Required.
     *
     * @param directory the folder
     * @return this
     */
    public LaurelBuilder directory(Path directory) {
        this.directory = Objects.requireNonNull(directory, "directory");
        return this;
    }

    /**
     * Adds a plugin that the host brings itself.
     *
     * @param plugin the plugin; it shares the host's classes and is not isolated
     * @return this
     */
    public LaurelBuilder plugin(Plugin plugin) {
        plugins.add(Objects.requireNonNull(plugin, "plugin"));
        return this;
    }

    /**
     * Adds the plugins on a class path. They share the host's classes and are not isolated.
     *
     * @param loader where to look, usually {@code Main.class.getClassLoader()}
     * @return this
     */
    public LaurelBuilder classPath(ClassLoader loader) {
        this.classPath = Objects.requireNonNull(loader, "loader");
        return this;
    }

    /**
     * Adds the plugins in a folder: each jar, each zip of jars and each folder of jars in it, with a class loader of its own
     * that shows the JDK and the SPI. The manifest of a jar that lists a plugin has to say {@code Laurel-Spi-Version}; what
     * does not load is told by {@link Laurel#problems}. The folder is followed while Laurel runs: what is put there is used,
     * what is replaced takes over, what is removed goes. A community may therefore select what is not there yet; it is
     * told by {@link Laurel#problems}, too.
     *
     * @param folder the folder
     * @return this
     */
    public LaurelBuilder pluginFolder(Path folder) {
        this.pluginFolder = Objects.requireNonNull(folder, "folder");
        return this;
    }

    /**
     * Adds plugins that are being written: a folder of classes as a compiler leaves it, such as {@code target/classes}, with
     * {@code META-INF/services/dev.laurel.spi.Plugin} in it. For development only. It is loaded like a jar in the plugin
     * folder, as a private copy in a class loader of its own, and followed while Laurel runs: what is compiled takes over.
     * While a build has emptied it, or if what was compiled does not load, the version before goes on. Without a
     * manifest in it, it is taken as built for this SPI. Its version is {@code development} and a digest of its files.
     *
     * @param classes the folder
     * @param libraries jars that the plugin needs, which share its class loader
     * @return this
     */
    public LaurelBuilder pluginClasses(Path classes, Path... libraries) {
        written.add(new ClassFolder(classes, List.of(libraries)));
        return this;
    }

    /** {@return whether plugins may come and go while Laurel runs} */
    boolean follows() {
        return pluginFolder != null || !written.isEmpty();
    }

    /**
     * Leaves the plugin folder alone, and plugins that are being written, so that a host starts whatever is in it. What communities select from it is missing
     * for the time, and made up for later.
     *
     * @param on whether to
     * @return this
     */
    public LaurelBuilder safeMode(boolean on) {
        this.safeMode = on;
        return this;
    }

    /**
     * Uses the host's Vert.x for connectors; it stays open. Without this, Laurel makes one when it needs it and closes it.
     *
     * @param vertx the host's
     * @return this
     */
    public LaurelBuilder vertx(Vertx vertx) {
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        return this;
    }

    /**
     * What plugins may use of the network: how long, how much, how often, and which addresses that are not of the public
     * Internet. {@link HttpBounds#usual} if not said.
     *
     * @param bounds the bounds, for all plugins together
     * @return this
     */
    public LaurelBuilder http(HttpBounds bounds) {
        this.http = Objects.requireNonNull(bounds, "bounds");
        return this;
    }

    /**
     * Tells the time; the system's clock if not said.
     *
     * @param clock the clock
     * @return this
     */
    public LaurelBuilder clock(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Makes the keys of the vault.
     *
     * @param random a strong source
     * @return this
     */
    public LaurelBuilder random(SecureRandom random) {
        this.random = Objects.requireNonNull(random, "random");
        return this;
    }

    /**
     * A key under which the vaults' secrets are kept. Without it they are kept in the community's file, so that whoever
     * has the file can read it. A community that had no key takes it when it is next opened for writing, and needs it
     * from then on; it cannot be changed or dropped.
     *
     * @param key an AES key of the host's of 16, 24 or 32 bytes, the same at every start
     * @return this
     */
    public LaurelBuilder vaultKey(SecretKey key) {
        this.vaultKey = Objects.requireNonNull(key, "key");
        return this;
    }

    /**
     * What to do when another process has a community open; {@link WhenBusy#WAIT} if not said.
     *
     * @param whenBusy what to do
     * @return this
     */
    public LaurelBuilder whenBusy(WhenBusy whenBusy) {
        this.whenBusy = Objects.requireNonNull(whenBusy, "whenBusy");
        return this;
    }

    /**
     * How long to wait for another process; a minute if not said.
     *
     * @param longest how long
     * @return this
     */
    public LaurelBuilder waitUpTo(Duration longest) {
        this.waitUpTo = Objects.requireNonNull(longest, "longest");
        return this;
    }

    /**
     * How long a rule may take for one answer; five seconds if not said. A rule that takes longer is given up: its set is
     * suspended and its thread left behind, and the community goes on without. Give it an hour while you debug a rule.
     *
     * @param longest how long, more than zero
     * @return this
     * @throws IllegalArgumentException if it is zero or less
     */
    public LaurelBuilder patience(Duration longest) {
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("a rule needs more time than " + longest + " for an answer");
        }
        this.patience = longest;
        return this;
    }

    /**
     * Declares a community.
     *
     * @param name lower case letters, digits and hyphens; its file is named after it
     * @param what says what it uses
     * @return this
     * @throws IllegalArgumentException if the name is not one, or declared already
     */
    public LaurelBuilder community(String name, Consumer<CommunityBuilder> what) {
        checkName(Objects.requireNonNull(name, "name"));
        CommunityBuilder builder = new CommunityBuilder(name);
        if (communities.putIfAbsent(name, builder) != null) {
            throw new IllegalArgumentException("community " + name + " is declared twice");
        }
        what.accept(builder);
        return this;
    }

    static void checkName(String name) {
        checkName("community", name);
    }

    /** Names are in files' names and in addresses. */
    static void checkName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a " + what
                    + "'s name has lower case letters, digits and hyphens, at most 64: it names a file or an address");
        }
    }

    /**
     * Loads the plugins, opens the communities and starts their connectors. Blocks until all are open.
     *
     * @return what runs
     * @throws LaurelException if something is missing or wrong; nothing is left running then
     */
    public Laurel start() {
        return Laurel.start(this);
    }
}
