package dev.laurel.plugin.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.spi.PushConnector;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says is so. */
class ReadmeTest {
    private static final String ARGUMENT = "argument:";

    @TempDir
    Path directory;

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static List<String> blocks(String language) throws IOException {
        Matcher matcher =
                Pattern.compile("(?ms)^```" + language + "\\R(.*?)^```$").matcher(readme());
        return matcher.results().map(result -> result.group(1)).toList();
    }

    private PushConnector connector(String yaml, InstantSource clock, Map<String, String> more) throws Exception {
        Map<String, String> values = new HashMap<>(more);
        values.put(
                "mapping",
                Files.writeString(directory.resolve("shop.yaml"), yaml).toString());
        return Lent.connector(values, clock);
    }

    @Test
    void givenTheReference_whenReadAsAMapping_thenItIsOneAndMapsAReview() throws Exception {
        String reference = blocks("yaml").get(1);
        String body = """
                {"shop": "main", "reviews": [{"id": 5, "written": 1772366400000, "author": {"id": "u1", "name": "N", "lang": "en"},
                  "headline": "H", "sku": "S", "tags": ["t"], "status": "flagged", "price": "9.99", "stars": 4, "body": "B",
                  "version": 2, "number": 3}]}
                """;
        try (PushConnector connector =
                connector(reference, InstantSource.fixed(Lent.NOW), Map.of("signature", "none", "verify-token", "t"))) {
            Receipt receipt = connector.receive(new Sender(Scheme.NONE)
                    .with("X-Shop-Event", "review.written")
                    .delivery(body));

            assertThat(Mapped.lines(receipt))
                    .containsExactly(
                            "review.written review-5 at 2026-03-01T12:00:00Z member=u1(N),language=en about review"
                                    + " review-5 \"H\" in product-S by u1 topics=[t, reviews] HIDDEN amount=999 channel=web"
                                    + " stars=4 text=\"B\" revision=2 sequence=3");
        }
    }

    @Test
    void givenTheReference_whenItsKeysAreCompared_thenNoneIsMissing() throws Exception {
        String reference = String.join("\n", blocks("yaml"));

        assertThat(FormReader.ENTRY).allSatisfy(key -> assertThat(reference).contains(key + ":"));
        assertThat(Stream.of(TimeForm.Format.values()).map(TimeForm.Format::word))
                .allSatisfy(word -> assertThat(reference).contains(word));
        assertThat(Stream.of(Scheme.words()))
                .allSatisfy(word -> assertThat(readme()).contains("`" + word + "`"));
        assertThat(Lent.extension().config().settings())
                .allSatisfy(setting -> assertThat(readme()).contains("| `" + setting.name() + "` |"));
    }

    @Test
    void givenTheRequestOfTheFirstFiveMinutes_whenAShellMakesIt_thenItIsAcceptedAndMapped() throws Exception {
        String script = "curl() { for each in \"$@\"; do printf '" + ARGUMENT + "%s\\n' \"$each\"; done; }\n"
                + "ADDRESS=http://localhost/hooks/shop\n" + blocks("sh").get(0);
        List<String> arguments = run(script);
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals("-H")) {
                String[] header = arguments.get(i + 1).split(": ", 2);
                headers.put(header[0], List.of(header[1]));
            }
        }
        byte[] body = arguments.get(arguments.indexOf("--data-binary") + 1).getBytes(StandardCharsets.UTF_8);
        // The shell takes the time from its system; the connector is given the same.
        Instant sent = Instant.ofEpochSecond(
                Long.parseLong(headers.get("webhook-timestamp").get(0)));
        try (PushConnector connector = connector(
                blocks("yaml").get(0),
                InstantSource.fixed(sent),
                Map.of("signature", "standard-webhooks", "secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))) {
            Receipt receipt = connector.receive(Delivery.of("/hooks/shop", headers, body, sent));

            assertThat(Mapped.lines(receipt))
                    .containsExactly("order.placed order-7 at 2026-03-01T11:59:00Z member=c-9 amount=1250");
        }
    }

    private List<String> run(String script) throws Exception {
        Path file =
                Files.writeString(directory.resolve("send.sh"), "command -v openssl > /dev/null || exit 77\n" + script);
        Process process;
        try {
            process = new ProcessBuilder("sh", file.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "there is no sh here");
            throw e;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        assumeTrue(exit != 77, "there is no openssl here");
        assertThat(exit).as(output).isZero();
        List<String> arguments = new ArrayList<>();
        output.lines()
                .filter(line -> line.startsWith(ARGUMENT))
                .forEach(line -> arguments.add(line.substring(ARGUMENT.length())));
        return arguments;
    }

    @Test
    void givenTheReadme_whenCounted_thenItIsShort() throws Exception {
        assertThat(readme().lines().count()).isLessThanOrEqualTo(150);
    }
}
