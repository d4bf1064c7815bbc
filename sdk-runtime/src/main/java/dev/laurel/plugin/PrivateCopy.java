package dev.laurel.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The jars of a unit, or its folder of classes, as they are loaded: where nobody but this host writes to them. A jar that changes under the JVM that
 * has it open would end in errors that nobody can explain.
 *
 * @param folder where the copy is
 * @param jars the jars by name, each with where it came from, for people
 */
record PrivateCopy(Path folder, Map<Path, String> jars) {

    /**
     * Copies or unpacks.
     *
     * @param unit a unit without objection
     * @param folder an empty folder
     * @param bounds how much is unpacked
     * @return the copy
     * @throws RefusedException if it is a zip that cannot be accepted
     * @throws IOException if it cannot be read or written
     */
    static PrivateCopy make(PluginUnit unit, Path folder, ZipOfJars.Bounds bounds)
            throws RefusedException, IOException {
        if (unit.written() != null) {
            return WrittenClasses.copy(unit, unit.written(), folder);
        }
        if (unit.isZip()) {
            return new PrivateCopy(folder, ZipOfJars.unpack(unit.place(), folder, bounds));
        }
        Map<Path, String> jars = new LinkedHashMap<>();
        for (Path jar : unit.files()) {
            jars.put(Files.copy(jar, folder.resolve(jar.getFileName().toString())), jar.toString());
        }
        return new PrivateCopy(folder, jars);
    }

    /**
     * Checks the jars by their manifests. No class is loaded.
     *
     * @param unit what it is a copy of
     * @param host the SPI of this host
     * @throws RefusedException if a jar cannot be read, none has a plugin, or it was built for another SPI
     */
    void admit(PluginUnit unit, SpiVersion host) throws RefusedException {
        boolean any = false;
        for (Map.Entry<Path, String> jar : jars.entrySet()) {
            JarLabel label;
            try {
                label = JarLabel.read(jar.getKey());
            } catch (IOException e) {
                throw new RefusedException(unit.origin() + " was not loaded: " + jar.getValue()
                        + " cannot be read as a jar (" + Reason.of(e) + "); copy it again, or remove it");
            }
            if (label.listsPlugins()) {
                any = true;
                handshake(unit, label, jar.getValue(), host);
            }
        }
        if (!any && unit.written() != null) {
            throw new RefusedException(unit.origin() + " was not loaded: it holds no plugin, because there is no "
                    + JarLabel.SERVICES + " in it; write the name of the class that implements Plugin into"
                    + " src/main/resources/" + JarLabel.SERVICES + ", and compile");
        }
        if (!any) {
            throw new RefusedException(unit.origin() + " was not loaded: it holds no plugin, because no jar has "
                    + JarLabel.SERVICES
                    + "; add that file with the name of the class that implements Plugin, or remove "
                    + unit.name());
        }
    }

    private static void handshake(PluginUnit unit, JarLabel label, String jar, SpiVersion host)
            throws RefusedException {
        if (unit.written() != null && label.spiVersion().isEmpty()) {
            return;
        }
        String declared = label.spiVersion()
                .orElseThrow(() -> new RefusedException(unit.origin() + " was not loaded: the manifest of " + jar
                        + " does not say for which SPI it was built; build it with " + JarLabel.SPI_VERSION + ": "
                        + host));
        String objection = host.objection(declared).orElse("");
        if (!objection.isEmpty()) {
            String remedy = unit.written() == null
                    ? ""
                    : "; or, if that is not so, write " + JarLabel.SPI_VERSION + ": " + host
                            + " into its META-INF/MANIFEST.MF";
            throw new RefusedException(unit.origin() + " was not loaded: " + objection + remedy);
        }
    }

    /** {@return a new class loader for it} */
    PluginClassLoader open(String name, ClassLoader parent) throws MalformedURLException {
        List<Path> files = List.copyOf(jars.keySet());
        URL[] urls = new URL[files.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = files.get(i).toUri().toURL();
        }
        return new PluginClassLoader("laurel-plugin-" + name, urls, parent);
    }
}
