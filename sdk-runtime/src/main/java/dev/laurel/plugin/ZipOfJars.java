package dev.laurel.plugin;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip of jars, unpacked without trust in it: jars at its top or in one folder, written under their own names into a
 * folder of ours, and nothing else.
 */
final class ZipOfJars {
    private static final int LONGEST_LINE = 1024;
    private static final int BUFFER = 16 * 1024;
    /** What no file is called on one system or another; a colon ends the name of a drive. */
    private static final Pattern ODD = Pattern.compile("[\\\\:*?\"<>|\\p{Cntrl}]");
    /** Where archives made on a Mac keep what its file system knows besides; of no use to anybody else. */
    private static final String OF_MACS = "__MACOSX/";

    private final Path zip;
    private final Path into;
    private final Bounds bounds;

    /**
     * How much is unpacked.
     *
     * @param entries how many entries a zip may have
     * @param single how many bytes a jar may unpack to
     * @param total how many bytes all jars may unpack to
     */
    record Bounds(int entries, long single, long total) {
        static final Bounds USUAL = new Bounds(1_000, 256L << 20, 512L << 20);
    }

    private ZipOfJars(Path zip, Path into, Bounds bounds) {
        this.zip = zip;
        this.into = into;
        this.bounds = bounds;
    }

    /**
     * Unpacks the jars.
     *
     * @param zip the zip
     * @param into an empty folder
     * @param bounds how much is unpacked
     * @return the jars by name, each with where it was, for people
     * @throws RefusedException if the zip is not what it should be
     * @throws IOException if it cannot be read, or a jar cannot be written
     */
    static Map<Path, String> unpack(Path zip, Path into, Bounds bounds) throws RefusedException, IOException {
        ZipOfJars unpacking = new ZipOfJars(zip, into, bounds);
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return unpacking.write(file, unpacking.jars(file));
        } catch (ZipException | EOFException e) {
            throw unpacking.unreadable(e);
        } catch (IllegalArgumentException e) {
            // A name that this system has no letters for.
            throw unpacking.unreadable(e);
        }
    }

    private RefusedException unreadable(Exception e) {
        return refused("it cannot be read as a zip (" + Reason.of(e) + "); copy it again, or remove it");
    }

    private RefusedException refused(String why) {
        return new RefusedException("folder: " + zip + " was not loaded: " + why);
    }

    private RefusedException refused(ZipEntry entry, String why) {
        return refused("its entry '" + Reason.shortened(entry.getName()) + "' " + why);
    }

    /** Looks at all entries before one is unpacked. */
    private List<ZipEntry> jars(ZipFile file) throws RefusedException, IOException {
        if (file.size() > bounds.entries()) {
            throw refused("it has " + file.size() + " entries, and the most is " + bounds.entries()
                    + "; put nothing but the plugin's jars into it");
        }
        Set<String> links = ZipLinks.of(zip, bounds.entries() * LONGEST_LINE);
        Set<String> names = new HashSet<>();
        List<ZipEntry> jars = new ArrayList<>();
        for (ZipEntry entry : file.stream().toList()) {
            if (entry.getName().startsWith(OF_MACS)) {
                continue;
            }
            check(entry, links);
            // Where the file system takes one case of a letter for the other, they would be one file.
            if (!names.add(entry.getName().toLowerCase(Locale.ROOT))) {
                throw refused(entry, "is there twice; pack it again with one of each name");
            }
            if (isJar(entry)) {
                jars.add(entry);
            }
        }
        if (jars.isEmpty()) {
            throw refused("it holds no jar at its top or in one folder; put the plugin's jars into it, or remove it");
        }
        for (ZipEntry jar : jars) {
            if (!folder(jar).equals(folder(jars.get(0)))) {
                throw refused(
                        jar,
                        "and its entry '" + Reason.shortened(jars.get(0).getName())
                                + "' are in different folders; put the jars of one plugin together, and each plugin into a zip"
                                + " of its own");
            }
        }
        jars.sort(Comparator.comparing(ZipEntry::getName));
        return jars;
    }

    private void check(ZipEntry entry, Set<String> links) throws RefusedException {
        String name = entry.getName();
        List<String> parts =
                List.of((entry.isDirectory() ? name.substring(0, name.length() - 1) : name).split("/", -1));
        boolean wild = ODD.matcher(name).find()
                || parts.stream().anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (wild) {
            throw refused(
                    entry,
                    "does not have a plain path within the zip; pack it again with names such as" + " folder/name.jar");
        }
        if (links.contains(name)) {
            throw refused(entry, "is a symbolic link; pack it again with the file itself");
        }
        if (parts.size() > (entry.isDirectory() ? 1 : 2)) {
            throw refused(
                    entry,
                    "is in a folder within a folder; put the jars at the top of the zip, or into one" + " folder");
        }
    }

    private static boolean isJar(ZipEntry entry) {
        return !entry.isDirectory()
                && !file(entry).startsWith(".")
                && file(entry).toLowerCase(Locale.ROOT).endsWith(".jar");
    }

    private static String folder(ZipEntry entry) {
        return entry.getName().substring(0, entry.getName().lastIndexOf('/') + 1);
    }

    private static String file(ZipEntry entry) {
        return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
    }

    private Map<Path, String> write(ZipFile file, List<ZipEntry> jars) throws RefusedException, IOException {
        Map<Path, String> written = new LinkedHashMap<>();
        long left = bounds.total();
        for (ZipEntry jar : jars) {
            Path target = into.resolve(file(jar));
            left -= write(file, jar, target, left);
            written.put(target, zip + "!/" + Reason.shortened(jar.getName()));
        }
        return written;
    }

    /** Believes the bytes and not what the directory says of their number. */
    private long write(ZipFile file, ZipEntry jar, Path target, long left) throws RefusedException, IOException {
        CRC32 sum = new CRC32();
        long written = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = file.getInputStream(jar);
                OutputStream out = Files.newOutputStream(target)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                written += n;
                if (written > bounds.single()) {
                    throw refused(
                            jar,
                            "unpacks to more than " + bounds.single()
                                    + " bytes; put the jar into a folder instead of a zip");
                }
                if (written > left) {
                    throw refused(
                            jar,
                            "brings all jars together to more than " + bounds.total()
                                    + " bytes unpacked; put them into a folder instead of a zip");
                }
                sum.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
        if (jar.getCrc() >= 0 && jar.getCrc() != sum.getValue()) {
            throw refused(jar, "is damaged: its checksum is wrong; copy the zip again, or remove it");
        }
        return written;
    }
}
