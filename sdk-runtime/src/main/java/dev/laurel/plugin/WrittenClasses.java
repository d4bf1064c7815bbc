package dev.laurel.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * Copies the classes of a plugin that is being written. A version that is only compiled has no number, so the manifest of the
 * copy gives it one: what the manifest says, or {@code development}, and a digest of all files. The same classes have the same.
 */
final class WrittenClasses {
    private static final String FOLDER = "classes";
    private static final Path MANIFEST = Path.of("META-INF", "MANIFEST.MF");
    private static final int DIGEST_BYTES = 4;

    private WrittenClasses() {}

    static PrivateCopy copy(PluginUnit unit, ClassFolder written, Path room) throws IOException {
        MessageDigest digest = sha256();
        Path classes = Files.createDirectory(room.resolve(FOLDER));
        Map<Path, String> copies = new LinkedHashMap<>();
        copies.put(classes, unit.place().toString());
        for (Path file : unit.files()) {
            Path to;
            if (written.libraries().contains(file)) {
                // Numbered, for two libraries may have one name.
                to = room.resolve(copies.size() + "-" + file.getFileName());
                copies.put(to, file.toString());
            } else {
                Path name = unit.place().relativize(file);
                digest.update(name.toString().getBytes(StandardCharsets.UTF_8));
                to = classes.resolve(name.toString());
                Files.createDirectories(Objects.requireNonNull(to.getParent()));
            }
            Files.copy(file, to);
            digest.update(Files.readAllBytes(to));
        }
        number(classes, HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES));
        return new PrivateCopy(room, copies);
    }

    private static void number(Path classes, String digest) throws IOException {
        Path file = classes.resolve(MANIFEST);
        Manifest manifest = new Manifest();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                manifest.read(in);
            }
        }
        Attributes main = manifest.getMainAttributes();
        main.putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
        String said = main.getValue(JarLabel.PLUGIN_VERSION);
        main.putValue(
                JarLabel.PLUGIN_VERSION,
                (said == null || said.isBlank() ? "development" : said.strip()) + "-" + digest);
        Files.createDirectories(classes.resolve("META-INF"));
        try (OutputStream out = Files.newOutputStream(file)) {
            manifest.write(out);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256, which every Java platform must have", e);
        }
    }
}
