package dev.laurel.samplehost;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The classes of each module as they are on the class path: in its jar, or in its folder if none is built yet. */
final class Modules {
    private static final Map<String, String> ONE_CLASS_OF_EACH = Map.of(
            "sdk-api", "dev/laurel/spi/Plugin.class",
            "sdk-runtime", "dev/laurel/view/MemberKey.class",
            "plugins/testkit", "dev/laurel/testkit/StoreContract.class",
            "plugins/stackexchange", "dev/laurel/plugin/stackexchange/StackExchangePlugin.class",
            "plugins/webhook", "dev/laurel/plugin/webhook/WebhookPlugin.class",
            "sample-host", "dev/laurel/samplehost/Main.class");

    private static final Map<String, JavaClasses> IMPORTED = new LinkedHashMap<>();

    private Modules() {}

    static Set<String> names() {
        return new TreeSet<>(ONE_CLASS_OF_EACH.keySet());
    }

    /** The classes of modules, together. */
    static JavaClasses of(String... modules) {
        return IMPORTED.computeIfAbsent(String.join(" ", modules), key -> {
            List<URL> places = new ArrayList<>();
            for (String module : modules) {
                places.add(place(ONE_CLASS_OF_EACH.get(module)));
            }
            return new ClassFileImporter().importUrls(places);
        });
    }

    static JavaClasses all() {
        return of(names().toArray(String[]::new));
    }

    static Set<String> packages(JavaClasses classes) {
        Set<String> packages = new TreeSet<>();
        classes.forEach((JavaClass each) -> packages.add(each.getPackageName()));
        return packages;
    }

    private static URL place(String file) {
        URL found = Modules.class.getClassLoader().getResource(file);
        if (found == null) {
            throw new IllegalStateException(file + " is not on the class path of the architecture tests");
        }
        String whole = found.toString();
        try {
            // For a jar, up to and with the "!/"; for a folder, up to where the package begins.
            return URI.create(whole.substring(0, whole.length() - file.length()))
                    .toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(whole + " is no place of classes", e);
        }
    }
}
