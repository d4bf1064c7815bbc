package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The house rules that can be read off the sources alone. */
class SourcesTest {
    private static final int LINES_A_FILE = 400;
    private static final int LINES_A_METHOD = 70;
    private static final int PARAMETERS = 5;

    @Test
    void givenEveryFileWhenCountedThenItIsShort() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path file : Sources.all()) {
            int lines = Files.readAllLines(file).size();
            if (lines > LINES_A_FILE) {
                broken.add(Sources.root().relativize(file) + " has " + lines + " lines, at most " + LINES_A_FILE);
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void givenEveryFileWhenReadThenItImportsByName() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path file : Sources.all()) {
            for (String line : Files.readAllLines(file)) {
                if (line.matches("import .*\\*;")) {
                    broken.add(Sources.root().relativize(file) + ": " + line);
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void givenEveryMethodWhenMeasuredThenItIsShortAndTakesFewParameters() throws IOException {
        Measure measure = new Measure();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(Sources.all()));
            for (CompilationUnitTree unit : task.parse()) {
                measure.read(unit, Trees.instance(task).getSourcePositions());
            }
        }

        assertThat(measure.methods).as("methods seen").isGreaterThan(1_000);
        assertThat(measure.broken).isEmpty();
    }

    /** Walks through parsed files. */
    private static final class Measure extends TreePathScanner<Void, Void> {
        private final List<String> broken = new ArrayList<>();
        private CompilationUnitTree unit;
        private SourcePositions positions;
        private int methods;

        void read(CompilationUnitTree parsed, SourcePositions where) {
            unit = parsed;
            positions = where;
            scan(parsed, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            methods++;
            LineMap map = unit.getLineMap();
            long first = map.getLineNumber(positions.getStartPosition(unit, method));
            long last = map.getLineNumber(positions.getEndPosition(unit, method));
            String name = unit.getSourceFile().getName() + ":" + first + " " + method.getName();
            if (last - first + 1 > LINES_A_METHOD) {
                broken.add(name + " has " + (last - first + 1) + " lines, at most " + LINES_A_METHOD);
            }
            if (method.getParameters().size() > PARAMETERS && !isAssignment(method)) {
                broken.add(name + " takes " + method.getParameters().size() + " parameters, at most " + PARAMETERS);
            }
            return super.visitMethod(method, null);
        }

        /** The constructor of a record, or a private one, which is the same for a class with factories. */
        private boolean isAssignment(MethodTree method) {
            Tree parent = getCurrentPath().getParentPath().getLeaf();
            return method.getName().contentEquals("<init>")
                    && (method.getModifiers().getFlags().contains(Modifier.PRIVATE)
                            || parent.getKind() == Tree.Kind.RECORD);
        }
    }
}
