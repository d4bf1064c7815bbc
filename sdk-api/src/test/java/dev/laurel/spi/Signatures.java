package dev.laurel.spi;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down what others can see of a type, one line a type and one line a member, in an order that never changes. */
final class Signatures {
    private Signatures() {}

    static List<String> of(List<Class<?>> types) {
        List<String> lines = new ArrayList<>();
        for (Class<?> type : types) {
            lines.add(header(type));
            lines.addAll(members(type));
        }
        return lines;
    }

    /** {@return what one text has and the other has not, each line with the type it belongs to} */
    static String difference(List<String> promised, List<String> found) {
        Set<String> before = withType(promised);
        Set<String> now = withType(found);
        StringJoiner lines = new StringJoiner("\n");
        before.stream().filter(line -> !now.contains(line)).forEach(line -> lines.add("- " + line));
        now.stream().filter(line -> !before.contains(line)).forEach(line -> lines.add("+ " + line));
        return lines.toString();
    }

    private static Set<String> withType(List<String> lines) {
        Set<String> all = new LinkedHashSet<>();
        String type = "";
        for (String line : lines) {
            if (line.startsWith(" ")) {
                all.add(type + " :: " + line.strip());
            } else {
                type = line.replaceAll(".*? ((dev\\.laurel\\.spi)[\\w.$]*).*", "$1");
                all.add(line);
            }
        }
        return all;
    }

    private static String header(Class<?> type) {
        // Newer JDKs say "sealed" here, older ones do not; what it permits stands below.
        StringBuilder line = new StringBuilder(marks(type))
                .append(type.toGenericString().replace(" sealed ", " ").replace(" non-sealed ", " "));
        Type parent = type.getGenericSuperclass();
        if (parent != null && parent != Object.class) {
            line.append(" extends ").append(parent.getTypeName());
        }
        if (type.getGenericInterfaces().length > 0) {
            line.append(type.isInterface() ? " extends " : " implements ").append(listed(type.getGenericInterfaces()));
        }
        if (type.isSealed()) {
            line.append(" permits ").append(listed(type.getPermittedSubclasses()));
        }
        return line.toString();
    }

    private static String listed(Type[] types) {
        return Arrays.stream(types).map(Type::getTypeName).sorted().collect(Collectors.joining(", "));
    }

    private static List<String> members(Class<?> type) {
        List<String> lines = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (seen(field.getModifiers()) && !field.isSynthetic()) {
                lines.add("    " + marks(field) + field(field));
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (seen(constructor.getModifiers()) && !constructor.isSynthetic()) {
                lines.add("    " + marks(constructor) + executable(constructor, "new"));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (seen(method.getModifiers()) && !method.isSynthetic()) {
                String returns = nullable(method.getAnnotatedReturnType())
                        + method.getGenericReturnType().getTypeName() + " " + method.getName();
                lines.add("    " + marks(method) + executable(method, returns) + defaultOf(method));
            }
        }
        lines.sort(null);
        return lines;
    }

    private static String field(Field field) {
        String line = Modifier.toString(field.getModifiers()) + " "
                + field.getGenericType().getTypeName() + " " + field.getName();
        if (field.isEnumConstant()) {
            return "constant " + field.getName();
        }
        boolean inlined = field.getType().isPrimitive() || field.getType() == String.class;
        return inlined && Modifier.isStatic(field.getModifiers()) ? line + " = " + valueOf(field) : line;
    }

    /** Compilers copy such values into the classes of others, so the value is part of the promise. */
    private static Object valueOf(Field field) {
        try {
            return Objects.requireNonNull(field.get(null));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String executable(Executable executable, String name) {
        StringBuilder line = new StringBuilder();
        boolean inInterface = executable.getDeclaringClass().isInterface();
        // "abstract" says nothing new in an interface; "default" is what matters there.
        int modifiers = executable.getModifiers() & Modifier.methodModifiers() & ~Modifier.SYNCHRONIZED;
        line.append(Modifier.toString(inInterface ? modifiers & ~Modifier.ABSTRACT : modifiers));
        line.append(executable instanceof Method method && method.isDefault() ? " default " : " ");
        if (executable.getTypeParameters().length > 0) {
            line.append(Arrays.stream(executable.getTypeParameters())
                    .map(Signatures::variable)
                    .collect(Collectors.joining(", ", "<", "> ")));
        }
        line.append(name).append(parameters(executable));
        if (executable.getGenericExceptionTypes().length > 0) {
            line.append(" throws ").append(listed(executable.getGenericExceptionTypes()));
        }
        return line.toString();
    }

    private static String variable(TypeVariable<?> variable) {
        String bounds = listed(variable.getBounds());
        return bounds.equals("java.lang.Object") ? variable.getName() : variable.getName() + " extends " + bounds;
    }

    private static String parameters(Executable executable) {
        StringJoiner all = new StringJoiner(", ", "(", ")");
        for (Parameter parameter : executable.getParameters()) {
            String type = parameter.getParameterizedType().getTypeName();
            all.add(nullable(parameter.getAnnotatedType())
                    + (parameter.isVarArgs() ? type.substring(0, type.length() - 2) + "..." : type));
        }
        return all.toString();
    }

    private static String defaultOf(Method method) {
        Object value = method.getDefaultValue();
        return value == null ? "" : " default " + value;
    }

    private static String marks(AnnotatedElement element) {
        return (element.isAnnotationPresent(Incubating.class) ? "@Incubating " : "")
                + (element.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "")
                + (element.isAnnotationPresent(FunctionalInterface.class) ? "@FunctionalInterface " : "");
    }

    private static String nullable(AnnotatedElement type) {
        return type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
    }

    private static boolean seen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
