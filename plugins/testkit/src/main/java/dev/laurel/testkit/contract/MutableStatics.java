package dev.laurel.testkit.contract;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Static fields that can hold something that changes: told from their declarations, no class is started for it. */
final class MutableStatics {
    private MutableStatics() {}

    /** {@return the fields of some classes, as {@code CLASS.FIELD}} */
    static List<String> of(List<String> classes, ClassLoader loader) {
        List<String> found = new ArrayList<>();
        for (String name : classes) {
            try {
                for (Field field : Class.forName(name, false, loader).getDeclaredFields()) {
                    if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && changes(field)) {
                        found.add(name + "." + field.getName());
                    }
                }
            } catch (ClassNotFoundException | LinkageError e) {
                found.add(name + " (not looked at: " + e + ")");
            }
        }
        return found;
    }

    private static boolean changes(Field field) {
        Class<?> type = field.getType();
        boolean kept = Modifier.isFinal(field.getModifiers());
        // List and Map may be those of List.of; a class that is named is one that was meant to change.
        boolean collection =
                (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) && !type.isInterface();
        return !kept
                || type.isArray()
                || collection
                || type.getName().startsWith("java.util.concurrent.atomic.")
                || type == ThreadLocal.class
                || type == StringBuilder.class
                || type.getName().equals("java.util.concurrent.ConcurrentMap");
    }
}
