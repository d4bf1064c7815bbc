package dev.laurel.samplehost.web;

import dev.laurel.samplehost.text.Texts;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The HTML of the pages. Everything a template prints is escaped for HTML unless the template is at pains to say
 * otherwise, and none does. Safe for use from any thread.
 */
public final class Templates {
    private static final String VISIT = "visit";

    private final PebbleEngine engine;
    private final String home;

    /**
     * The templates of a folder.
     *
     * @param folder its name, beside this package
     * @param home the path of the page that the others lead back to
     */
    public Templates(String folder, String home) {
        this.home = home;
        ClasspathLoader loader = new ClasspathLoader(Templates.class.getClassLoader());
        loader.setPrefix("dev/laurel/samplehost/" + folder);
        loader.setSuffix(".html");
        engine = new PebbleEngine.Builder()
                .loader(loader)
                .strictVariables(true)
                .extension(new Sayings())
                .build();
    }

    /** {@return the path of the page that the others lead back to} */
    public String home() {
        return home;
    }

    /**
     * Writes a page.
     *
     * @param name the template
     * @param visit for whom
     * @param model what the template shows, by name
     * @return the HTML
     */
    public String html(String name, Visit visit, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put(VISIT, visit);
        all.put("language", visit.texts().locale().getLanguage());
        all.put("home", visit.href(home));
        all.put("english", visit.inLanguage(Locale.ENGLISH));
        all.put("french", visit.inLanguage(Locale.FRENCH));
        StringWriter html = new StringWriter();
        try {
            engine.getTemplate(name).evaluate(html, all, visit.texts().locale());
        } catch (IOException e) {
            throw new UncheckedIOException("page " + name + " cannot be written", e);
        }
        return html.toString();
    }

    /** Lets templates write {@code say("key", argument, ...)}. */
    private static final class Sayings extends AbstractExtension {
        @Override
        public Map<String, Function> getFunctions() {
            return Map.of("say", new Say());
        }
    }

    private static final class Say implements Function {
        private static final int MOST_ARGUMENTS = 4;

        @Override
        public List<String> getArgumentNames() {
            List<String> names = new ArrayList<>(List.of("key"));
            for (int i = 0; i < MOST_ARGUMENTS; i++) {
                names.add(String.valueOf(i));
            }
            return names;
        }

        @Override
        public Object execute(
                Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int lineNumber) {
            Texts texts = ((Visit) context.getVariable(VISIT)).texts();
            List<Object> filledIn = new ArrayList<>();
            for (int i = 0; i < MOST_ARGUMENTS && arguments.get(String.valueOf(i)) != null; i++) {
                filledIn.add(arguments.get(String.valueOf(i)));
            }
            return texts.say(String.valueOf(arguments.get("key")), filledIn.toArray());
        }
    }
}
