package dev.laurel.plugin;

import dev.laurel.spi.Plugin;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the SPI: what a plugin was built for, or what this host offers. */
record SpiVersion(int major, int minor) {
    /** What the SPI that this runtime was built with calls itself. A test compares it with the build. */
    static final String BUILT_WITH = "1.1";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})\\.([0-9]{1,6})(?:\\.[0-9A-Za-z.-]*)?");

    /** {@return the version that a text names; empty if it is none} */
    static Optional<SpiVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new SpiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /**
     * {@return the version of the SPI on this class path: from the manifest of its jar; an SPI in a folder of classes or
     * in a jar made of many has none, and is the one this runtime was built with}
     */
    static SpiVersion ofHost() {
        return JarLabel.of(Plugin.class)
                .spiVersion()
                .flatMap(SpiVersion::parse)
                .or(() -> parse(BUILT_WITH))
                .orElseThrow();
    }

    /**
     * Whether a plugin can run on this host's SPI, told from its manifest alone.
     *
     * @param declared the value of the manifest attribute
     * @return what stands against it and what to do, as the end of a sentence; empty if nothing does
     */
    Optional<String> objection(String declared) {
        Optional<SpiVersion> parsed = parse(declared);
        if (parsed.isEmpty()) {
            return Optional.of("its manifest says " + JarLabel.SPI_VERSION + ": " + Reason.shortened(declared)
                    + ", which is no version; build it with " + JarLabel.SPI_VERSION + ": " + this);
        }
        SpiVersion wanted = parsed.get();
        if (wanted.major != major) {
            return Optional.of("it was built for SPI " + wanted + " and this host has " + this
                    + "; take a version of the plugin that was built for SPI " + major + ".x");
        }
        if (wanted.minor > minor) {
            return Optional.of("it was built for SPI " + wanted + " and this host has the older " + this
                    + "; update Laurel, or take an older version of the plugin");
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
