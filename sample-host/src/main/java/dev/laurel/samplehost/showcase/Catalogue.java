package dev.laurel.samplehost.showcase;

import dev.laurel.samplehost.showcase.Company.Town;
import dev.laurel.samplehost.showcase.script.Entry;
import dev.laurel.samplehost.showcase.script.Scenario;
import dev.laurel.samplehost.showcase.script.Scenarios;
import dev.laurel.spi.reward.Words;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is written of a company in its folder: {@code company.txt}, and the files with scenarios that it names. */
final class Catalogue {
    private static final Set<String> REPEATED = Set.of(
            "town",
            "product",
            "topic",
            "device",
            "weekday en",
            "weekday fr",
            "scenarios",
            "thanks en",
            "thanks fr",
            "aside en",
            "aside fr",
            "bot en",
            "bot fr",
            "greeting en",
            "greeting fr",
            "farewell en",
            "farewell fr");

    private final Map<String, List<Entry>> entries = new LinkedHashMap<>();
    private final List<Town> towns;
    private final List<Product> products;
    private final Map<String, Words> topics = new LinkedHashMap<>();
    private final List<Scenario> scenarios = new ArrayList<>();

    private Catalogue(String folder) {
        for (Entry each : Entry.read(folder + "/company.txt")) {
            List<Entry> same = entries.computeIfAbsent(each.key(), none -> new ArrayList<>());
            if (!same.isEmpty() && !REPEATED.contains(each.key())) {
                throw each.error("\"" + each.key() + "\" is said twice");
            }
            same.add(each);
        }
        for (Entry each : all("topic")) {
            List<String> fields = each.fields(3);
            topics.put(fields.get(0), Words.of("topic." + fields.get(0), fields.get(1), fields.get(2)));
        }
        towns = all("town").stream().map(Catalogue::town).toList();
        products = all("product").stream().map(this::product).toList();
        for (Entry each : all("scenarios")) {
            for (Scenario scenario : Scenarios.read(folder + "/" + each.value())) {
                scenarios.add(checked(scenario, each));
            }
        }
    }

    static Catalogue read(String folder) {
        return new Catalogue(folder);
    }

    String title() {
        return one("title").value();
    }

    Words about() {
        return words("about");
    }

    Words fictional() {
        return words("fictional");
    }

    ZoneId zone() {
        return ZoneId.of(one("zone").value());
    }

    String currency() {
        return one("currency").value();
    }

    List<Town> towns() {
        return towns;
    }

    List<Product> products() {
        return products;
    }

    Optional<Product> product(String id) {
        return products.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** {@return the products of a category, or the one of an id; none if there is no such thing} */
    List<Product> products(String name) {
        return products.stream()
                .filter(each -> each.category().equals(name) || each.id().equals(name))
                .toList();
    }

    /** {@return whether anything is sold in that way, an activity's type} */
    boolean sells(String type) {
        return entries.containsKey(type.replace('.', ' '));
    }

    /** {@return the products that are sold in that way, at least one} */
    List<Product> sold(String type) {
        return one(type.replace('.', ' ')).names().stream()
                .flatMap(category -> products(category).stream())
                .toList();
    }

    Map<String, Words> topics() {
        return Collections.unmodifiableMap(topics);
    }

    List<Scenario> scenarios() {
        return Collections.unmodifiableList(scenarios);
    }

    /** {@return the values of all lines of a key, in order} */
    List<String> texts(String key) {
        return all(key).stream().map(Entry::value).toList();
    }

    /** {@return the value of a key that is there once} */
    String text(String key) {
        return one(key).value();
    }

    /** {@return the number of a key that is there once} */
    int number(String key) {
        return one(key).number();
    }

    private Words words(String key) {
        return Words.of(
                "company." + key, one(key + " en").value(), one(key + " fr").value());
    }

    private static Town town(Entry entry) {
        List<String> fields = entry.fields(2);
        return new Town(fields.get(0), fields.get(1));
    }

    private Product product(Entry entry) {
        List<String> fields = entry.fields(6);
        String category = fields.get(1);
        if (!topics.containsKey(category)) {
            throw entry.error("there is no topic " + category);
        }
        String name = fields.get(3);
        Words description =
                Words.of("product." + fields.get(0), name + ", " + fields.get(4), name + ", " + fields.get(5));
        return new Product(fields.get(0), category, entry.number(fields.get(2)), name, description);
    }

    private Scenario checked(Scenario scenario, Entry file) {
        Set<String> unknown = new TreeSet<>(scenario.topics());
        unknown.removeAll(topics.keySet());
        if (!unknown.isEmpty()) {
            throw file.error("its scenario " + scenario.id() + " has topics that the company has not: " + unknown);
        }
        scenario.about().forEach(name -> {
            if (products(name).isEmpty()) {
                throw file.error("its scenario " + scenario.id() + " is about " + name + ", of which none is sold");
            }
        });
        if (scenarios.stream().anyMatch(each -> each.id().equals(scenario.id()))) {
            throw file.error("the scenario " + scenario.id() + " is there twice");
        }
        return scenario;
    }

    private List<Entry> all(String key) {
        return entries.getOrDefault(key, List.of());
    }

    private Entry one(String key) {
        List<Entry> found = all(key);
        if (found.isEmpty()) {
            throw new IllegalStateException("company.txt does not say \"" + key + "\"");
        }
        return found.get(0);
    }
}
