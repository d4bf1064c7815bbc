package dev.laurel.plugin;

import dev.laurel.spi.Plugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes a jar as a plugin author would, from sources, at test time. */
public final class PluginJar {
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> manifest = new LinkedHashMap<>();
    private final List<String> services = new ArrayList<>();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<String> left = new ArrayList<>();
    private boolean listed = true;

    /** A jar that was built for this host's SPI. */
    public static PluginJar builtForThisHost() {
        return new PluginJar().manifest(JarLabel.SPI_VERSION, SpiVersion.BUILT_WITH);
    }

    /** A jar with no manifest attributes. */
    public static PluginJar plain() {
        return new PluginJar();
    }

    public PluginJar manifest(String attribute, String value) {
        manifest.put(attribute, value);
        return this;
    }

    public PluginJar source(String type, String code) {
        String packageName = type.substring(0, type.lastIndexOf('.'));
        sources.put(type, "package " + packageName + ";\n" + code);
        return this;
    }

    /** A line of the service file. */
    public PluginJar service(String line) {
        services.add(line);
        return this;
    }

    public PluginJar withoutServiceFile() {
        listed = false;
        return this;
    }

    /** A file in the jar. */
    PluginJar resource(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** A copy of a class of the host, as a plugin has it that packs what it was compiled against. */
    PluginJar copyOf(Class<?> type) {
        String path = type.getName().replace('.', '/') + ".class";
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream("/" + path))) {
            files.put(path, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Compiles a class but leaves it out of the jar. */
    public PluginJar leaveOut(String type) {
        left.add(type);
        return this;
    }

    /** A plugin whose extension is a rule set that gives one point for each {@code thanked} activity. */
    public static PluginJar withRule(String id, String type, String decide) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return builtForThisHost().service(type).source(type, """
                        import dev.laurel.spi.Extension;
                        import dev.laurel.spi.Plugin;
                        import dev.laurel.spi.RewardRule;
                        import dev.laurel.spi.activity.Role;
                        import dev.laurel.spi.config.ConfigSpec;
                        import dev.laurel.spi.reward.Decision;
                        import dev.laurel.spi.reward.Participation;
                        import dev.laurel.spi.reward.RuleSpec;
                        import dev.laurel.spi.reward.Words;
                        import java.util.List;

                        public final class %1$s implements Plugin, RewardRule {
                            public String id() { return "%2$s"; }
                            public List<Extension<?>> extensions() {
                                return List.of(Extension.rewardRules("thanks", ConfigSpec.none(), c -> List.of(new %1$s())));
                            }
                            public RuleSpec spec() {
                                return RuleSpec.of("thanked", 1, Words.of("thanked", "Thanks.", "Merci."))
                                        .on("thanked").as(Role.THANKED).gives("reputation").build();
                            }
                            public Decision decide(Participation p) { %3$s }
                        }
                        """.formatted(simple, id, decide));
    }

    public Path write(Path jar) {
        Map<String, byte[]> classes = compile();
        classes.putAll(files);
        left.forEach(type -> classes.remove(type.replace('.', '/') + ".class"));
        Manifest made = new Manifest();
        made.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach((name, value) -> made.getMainAttributes().putValue(name, value));
        try {
            Files.createDirectories(jar.getParent());
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), made)) {
                for (Map.Entry<String, byte[]> one : classes.entrySet()) {
                    out.putNextEntry(new JarEntry(one.getKey()));
                    out.write(one.getValue());
                }
                if (listed) {
                    out.putNextEntry(new JarEntry(JarLabel.SERVICES));
                    out.write(String.join("\n", services).getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    private Map<String, byte[]> compile() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> made = new TreeMap<>();
        StringWriter said = new StringWriter();
        List<String> options = List.of("-proc:none", "--release", "17", "-classpath", spi().toString());
        List<Source> files = sources.entrySet().stream()
                .map(one -> new Source(one.getKey(), one.getValue()))
                .toList();
        try (JavaFileManager files17 =
                new InMemory(compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8), made)) {
            if (!sources.isEmpty()
                    && !compiler.getTask(said, files17, null, options, null, files)
                            .call()) {
                throw new IllegalStateException("the plugin of a test does not compile:\n" + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, byte[]> classes = new TreeMap<>();
        made.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    private static Path spi() {
        try {
            return Path.of(Plugin.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String code;

        Source(String type, String code) {
            super(URI.create("string:///" + type.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> made;

        InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> made) {
            super(files);
            this.made = made;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
            String name = type.replace('.', '/') + kind.extension;
            return new SimpleJavaFileObject(URI.create("mem:///" + name), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    made.put(name, bytes);
                    return bytes;
                }
            };
        }
    }
}
