package dev.laurel.testkit;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A plugin while it is written: its source, what can be wrong with it, and the folder into which it is compiled. */
final class WrittenPlugin {
    static final String SERVICES = "META-INF/services/dev.laurel.spi.Plugin";

    private static final String SOURCE = """
            package a;

            import dev.laurel.spi.Extension;
            import dev.laurel.spi.Plugin;
            import dev.laurel.spi.RewardRule;
            import dev.laurel.spi.activity.Role;
            import dev.laurel.spi.config.ConfigSpec;
            import dev.laurel.spi.config.Setting;
            import dev.laurel.spi.reward.Decision;
            import dev.laurel.spi.reward.Participation;
            import dev.laurel.spi.reward.Points;
            import dev.laurel.spi.reward.RuleSpec;
            import dev.laurel.spi.reward.Words;
            import java.util.List;

            public final class Shop implements Plugin {
                static final Setting<Long> FACTOR = Setting.integer("factor", "points").between(1L, 9L)/*or*/;
                public Shop() {}
                @Override public String id() {
                    return "shop";
                }
                @Override public List<Extension<?>> extensions() {
                    return List.of(/*more*/Extension.rewardRules("thanks", ConfigSpec.of(FACTOR),
                            context -> List.of(new Thanked(context.settings().get(FACTOR)))));
                }
                record Thanked(long factor) implements RewardRule {
                    @Override public RuleSpec spec() {
                        return RuleSpec.of("thanked", 1, Words.of("thanked", "Thanks.", "Merci.", factor, 2))
                                .on("thanked").as(Role.THANKED).gives("kindness").build();
                    }
                    @Override public Decision decide(Participation p) {
                        if (p.alsoAs(Role.AUTHOR)) {
                            return Decision.decline("OWN");
                        }
                        return Decision.grant(Points.of("kindness", 2 * factor));
                    }
                }
            }
            """;

    private final Path classes;
    private String source = SOURCE;

    WrittenPlugin(Path classes) {
        this.classes = classes;
    }

    Path classes() {
        return classes;
    }

    /** Writes something else in the place of what is there, as an author would. */
    WrittenPlugin change(String what, String into) {
        if (!source.contains(what)) {
            throw new IllegalArgumentException("the source has no " + what);
        }
        source = source.replace(what, into);
        return this;
    }

    WrittenPlugin compile() throws IOException {
        return compile("a.Shop");
    }

    /** Compiles, with a service file of some lines. */
    WrittenPlugin compile(String services) throws IOException {
        Path file = Files.createDirectories(classes.resolveSibling("src")).resolve("Shop.java");
        Files.writeString(file, source);
        file(SERVICES, services + "\n");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options =
                List.of("-classpath", System.getProperty("java.class.path"), "-d", classes.toString(), "-proc:none");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            if (!compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(file))
                    .call()) {
                throw new IllegalArgumentException(said.toString());
            }
        }
        return this;
    }

    /** Writes a file among the classes. */
    WrittenPlugin file(String name, String text) throws IOException {
        Path file = classes.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    WrittenPlugin without(String name) throws IOException {
        Files.delete(classes.resolve(name));
        return this;
    }
}
