package dev.laurel.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A service file, read with patience.
 *
 * @param names the class names in it
 * @param isSound whether every line is a class name, a comment or blank
 */
record ServiceFile(List<String> names, boolean isSound) {
    private static final Pattern CLASS_NAME = Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
            + "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");

    static ServiceFile read(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        // A cached connection would keep the jar open after its class loader is closed.
        connection.setUseCaches(false);
        List<String> names = new ArrayList<>();
        boolean sound = true;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int comment = line.indexOf('#');
                String name = (comment < 0 ? line : line.substring(0, comment)).strip();
                if (CLASS_NAME.matcher(name).matches()) {
                    names.add(name);
                } else if (!name.isEmpty()) {
                    sound = false;
                }
            }
        }
        return new ServiceFile(List.copyOf(names), sound);
    }
}
