package nightshift;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * The rooms that all others are written against have Javadoc on everything public: types, methods, constants, and each
 * component of a record. The compiler checks the same of the task API.
 */
class JavadocTest {

    private static final Path MAIN = Path.of("src/main/java/nightshift");
    private static final List<String> ROOMS = List.of("access", "job", "search", "store");

    @Test
    void publicTypesAndMembersHaveJavadoc() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String room : ROOMS) {
            try (Stream<Path> found = Files.walk(MAIN.resolve(room))) {
                found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        List<String> lacking = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Lacking(unit, docs, lacking).scan(new TreePath(unit), false);
            }
        }

        assertThat(files).hasSizeGreaterThan(50);
        assertThat(lacking).as("public, and without Javadoc").isEmpty();
    }

    /** Walks a file. The argument says whether the type around is public. */
    private static final class Lacking extends TreePathScanner<Void, Boolean> {

        private final CompilationUnitTree unit;
        private final DocTrees docs;
        private final List<String> lacking;

        Lacking(CompilationUnitTree unit, DocTrees docs, List<String> lacking) {
            this.unit = unit;
            this.docs = docs;
            this.lacking = lacking;
        }

        @Override
        public Void visitClass(ClassTree type, Boolean inPublic) {
            boolean isTop = getCurrentPath().getParentPath().getLeaf() == unit;
            Set<Modifier> flags = type.getModifiers().getFlags();
            if (isTop ? !flags.contains(Modifier.PUBLIC) : !inPublic || !isPublic(flags)) {
                return null;
            }
            String doc = check(type.getSimpleName().toString());
            if (type.getKind() == Tree.Kind.RECORD) {
                components(type)
                        .filter(name -> doc == null || !doc.contains("@param " + name))
                        .forEach(name -> lacking.add(place() + type.getSimpleName() + "." + name));
            }
            return super.visitClass(type, true);
        }

        private static Stream<String> components(ClassTree type) {
            return type.getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                    .map(field -> field.getName().toString());
        }

        @Override
        public Void visitMethod(MethodTree method, Boolean inPublic) {
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            boolean isWritten = method.getReturnType() != null
                    || at(method) != at(getCurrentPath().getParentPath().getLeaf());
            if (inPublic
                    && !overrides
                    && isWritten
                    && isPublic(method.getModifiers().getFlags())) {
                check(method.getName().toString());
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Boolean inPublic) {
            Set<Modifier> flags = field.getModifiers().getFlags();
            boolean isComponent = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD
                    && !flags.contains(Modifier.STATIC);
            if (inPublic && !isComponent && isPublic(flags)) {
                check(field.getName().toString());
            }
            return null;
        }

        private boolean isPublic(Set<Modifier> flags) {
            return flags.contains(Modifier.PUBLIC)
                    || getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
        }

        private String check(String name) {
            String doc = docs.getDocComment(getCurrentPath());
            if (doc == null) {
                lacking.add(unit.getSourceFile().getName() + ":"
                        + at(getCurrentPath().getLeaf()) + " " + name);
            }
            return doc;
        }

        private String place() {
            return unit.getSourceFile().getName() + ":" + at(getCurrentPath().getLeaf()) + " ";
        }

        private long at(Tree tree) {
            return unit.getLineMap().getLineNumber(docs.getSourcePositions().getStartPosition(unit, tree));
        }
    }
}
