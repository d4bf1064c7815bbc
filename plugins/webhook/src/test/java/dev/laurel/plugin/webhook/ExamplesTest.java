package dev.laurel.plugin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.PushConnector;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mappings that are there to be copied, with the deliveries beside them and what becomes of each. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("examples");

    private static List<Path> deliveries(String example) throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("deliveries").resolve(example))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** For Discourse, the name of the file is the name of the event, which the source sends in a header. */
    private static Delivery delivery(Scheme scheme, Path file) throws IOException {
        String event = file.getFileName().toString().replaceAll("^[0-9]+-|\\.json$", "");
        Sender sender = new Sender(scheme).id(event);
        if (scheme == Scheme.DISCOURSE) {
            sender.with("X-Discourse-Event", event)
                    .with(
                            "X-Discourse-Event-Type",
                            event.endsWith("_solution") ? "solved" : event.replaceAll("_.*", ""));
        }
        return sender.delivery(Files.readAllBytes(file));
    }

    private static PushConnector connector(String example, Scheme scheme) throws Exception {
        return Lent.connector(Map.of(
                "signature",
                scheme.word(),
                "secret",
                Sender.SECRETS.get(scheme),
                "mapping",
                EXAMPLES.resolve(example + ".yaml").toString()));
    }

    @ParameterizedTest
    @CsvSource({"telco, STANDARD_WEBHOOKS", "shop, STRIPE", "forum-discourse, DISCOURSE"})
    void givenAnExample_whenItsDeliveriesAreReceived_thenTheyBecomeWhatIsListed(String example, Scheme scheme)
            throws Exception {
        List<String> lines = new ArrayList<>();
        try (PushConnector connector = connector(example, scheme)) {
            for (Path file : deliveries(example)) {
                lines.add(file.getFileName() + ":");
                Receipt receipt = connector.receive(delivery(scheme, file));
                Mapped.lines(receipt).forEach(line -> lines.add("  " + line));
            }
        }
        Path expected = EXAMPLES.resolve("deliveries").resolve(example).resolve("expected.txt");

        assertThat(lines).containsExactlyElementsOf(Files.readAllLines(expected));
    }

    @ParameterizedTest
    @CsvSource({"telco, STANDARD_WEBHOOKS", "shop, STRIPE", "forum-discourse, DISCOURSE"})
    void givenAnExample_whenItTakesSomethingBack_thenTheOtherActivityIsThereToo(String example, Scheme scheme)
            throws Exception {
        Set<String> ids = new TreeSet<>();
        Set<String> withdrawn = new TreeSet<>();
        try (PushConnector connector = connector(example, scheme)) {
            for (Path file : deliveries(example)) {
                for (Activity activity :
                        connector.receive(delivery(scheme, file)).activities()) {
                    assertThat(ids.add(activity.id())).as(activity.id()).isTrue();
                    activity.withdraws().ifPresent(withdrawn::add);
                }
            }
        }

        assertThat(withdrawn).isNotEmpty();
        assertThat(ids).containsAll(withdrawn);
    }

    @ParameterizedTest
    @CsvSource({"telco, STANDARD_WEBHOOKS", "shop, STRIPE", "forum-discourse, DISCOURSE"})
    void givenAnExample_whenItsDeliveriesAreCounted_thenEveryEntryIsShownByOne(String example, Scheme scheme)
            throws Exception {
        Mapping mapping = MappingReader.read(EXAMPLES.resolve(example + ".yaml"));
        List<Scope> scopes = new ArrayList<>();
        for (Path file : deliveries(example)) {
            Delivery delivery = delivery(scheme, file);
            scopes.add(Scope.of(delivery, Body.read(delivery.body())));
        }

        assertThat(mapping.entries())
                .filteredOn(entry -> entry.form() != null)
                .allSatisfy(entry -> assertThat(scopes).as("%s", entry.place()).anyMatch(entry::isAbout));
    }
}
