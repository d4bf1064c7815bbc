package dev.laurel.plugin.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.laurel.spi.config.InvalidConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingProblemsTest {
    @TempDir
    Path directory;

    private static List<String> problems(String yaml) {
        InvalidConfigException refusal =
                catchThrowableOfType(InvalidConfigException.class, () -> MappingReader.read(yaml, "shop.yaml"));
        return refusal == null ? List.of() : refusal.problems();
    }

    @Test
    void givenABrokenMapping_whenRead_thenEveryProblemIsToldAtOnceWithItsPlaceAndTheNearestWord() {
        assertThat(problems("""
                        unmaped: ignore
                        unmapped: drop
                        entries:
                          - wen: {pointer: /type, is: order.placed}
                            activity: Order Placed
                            id: {/order/id}
                            at: recieved
                            roles:
                              member: customer.id
                              Buyer: /order/buyer
                            object: {id: /product/id, tpye: product, state: visible}
                            amount: {pointer: /total, scale: two}
                          - when:
                              - {pointer: type, is: a}
                              - {header: X-Event, is: a, not: b}
                              - {pointer: ./kind, is: a}
                              - {exists: maybe, header: X-Event}
                            activity: order.returned
                            id: "{order}-{/id"
                            at: {pointer: /at, format: unix}
                            withdraws: order
                            attributes: {Colour: red, note: /a~b}
                          - ignore: true
                            activity: order.viewed
                          - activity: order.shipped
                            activity: order.sent
                        """)).containsExactlyElementsOf("""
                        shop.yaml:1:1: a mapping has no key 'unmaped'; the nearest is unmapped, and all are unmapped, delivery, challenge, entries
                        shop.yaml:2:11: unmapped cannot be 'drop'; the nearest is ignore, and all are reject, ignore
                        shop.yaml:4:5: an entry has no key 'wen'; the nearest is when, and all are when, each, ignore, activity, id, at, roles, object, amount, attributes, text, withdraws, revision, sequence
                        shop.yaml:5:15: a type of activity is lower case letters, digits, dots, hyphens and underscores, at most 100, such as order.placed; not 'Order Placed'
                        shop.yaml:6:9: wanted a pointer such as /order/id, or a text with pointers such as "order-{/id}" here, not keys and values; what begins with { stands in quotes, such as "{/id}"
                        shop.yaml:7:9: wanted a pointer such as /order/placed-at here, or the word received, not 'recieved'; the nearest is received
                        shop.yaml:9:15: wanted a pointer such as /order/id, or a text with pointers such as "order-{/id}" here, not the constant 'customer.id'; the nearest is /customer/id
                        shop.yaml:10:7: a role is lower case, words joined by hyphens, at most 100 characters; not 'Buyer'
                        shop.yaml:11:13: an object needs the key type: what it is, such as product; who knows the id alone writes object: /id
                        shop.yaml:11:31: an object has no key 'tpye'; the nearest is type, and all are id, type, title, parent, author, topics, state
                        shop.yaml:11:53: state cannot be 'visible'; the nearest is live, and all are live, hidden, deleted
                        shop.yaml:12:38: wanted a whole number from 0 to 9 here, not 'two'
                        shop.yaml:14:19: wanted a JSON pointer such as /order/id here, not 'type'; the nearest is /type
                        shop.yaml:15:9: a condition asks one thing: give it one of is, not, exists
                        shop.yaml:16:19: the pointer './kind' starts at the element of a list, and there is none here: write '/kind', or name the list in the key each of the entry
                        shop.yaml:17:18: wanted true or false here, not 'maybe'
                        shop.yaml:19:9: '{order}-{/id' cannot be read: between { and } stands a pointer, such as {/id} or, within an element, {./id}
                        shop.yaml:20:32: format cannot be 'unix'; the nearest is iso, and all are iso, unix-seconds, unix-millis
                        shop.yaml:21:16: wanted a pointer such as /order/id, or a text with pointers such as "order-{/id}" here, not the constant 'order'; the nearest is /order
                        shop.yaml:22:18: an attribute is lower case, words joined by hyphens, at most 100 characters; not 'Colour'
                        shop.yaml:22:37: '/a~b' cannot be read: in a pointer ~ is written ~0, and / within a name ~1
                        shop.yaml:24:5: an entry with ignore: true makes nothing of a delivery, so activity has no meaning here: remove one of the two
                        shop.yaml:25:5: an entry needs the key at: where the time stands, or the word received
                        shop.yaml:25:5: an entry needs the key id: where the source's id stands, such as "order-{/order/id}"
                        shop.yaml:26:5: the key 'activity' stands here twice: remove one
                        """.lines().toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "entries: [{ | shop.yaml:1:12: this is not YAML",
                "entries: \"a | shop.yaml:1:12: this is not YAML",
                "a: b: c | shop.yaml:1:5: this is not YAML",
                "entries: [] | shop.yaml:1:10: wanted a list of entries here, at least one",
                "entries: {} | shop.yaml:1:10: wanted a list of entries here, at least one",
                "unmapped: reject | shop.yaml:1:1: a mapping needs the key entries",
                "just words | shop.yaml:1:1: wanted a mapping, with the keys unmapped, delivery, challenge, entries here, not the text 'just words'",
                "[1, 2] | shop.yaml:1:1: wanted a mapping",
                "entries: [7] | shop.yaml:1:11: wanted an entry",
                "entries: [{activity: , id: /id, at: received}] | shop.yaml:1:21: wanted a type of activity such as order.placed here, not nothing",
                "entries: [{activity: a, id: !mine /id, at: received}] | shop.yaml:1:29: the tag '!mine' means nothing here",
                "entries: [{activity: a, id: /id, at: [received]}] | shop.yaml:1:38: wanted a pointer such as /order/placed-at, or the word received here, not a list",
                "entries: [{activity: a, id: /id, at: order.at}] | shop.yaml:1:38: wanted a pointer such as /order/placed-at here, or the word received, not 'order.at'; the nearest is /order/at",
                "entries: [{activity: a, id: /id, at: received, when: []}] | shop.yaml:1:54: wanted a condition here, at least one",
                "entries: [{activity: a, id: /id, at: received, when: {pointer: /x, is: []}}] | shop.yaml:1:72: wanted a value or a list of values here, not an empty list",
                "entries: [{activity: a, id: /id, at: received, when: {is: x}}] | shop.yaml:1:54: a condition looks at one thing",
                "entries: [{activity: a, id: /id, at: received, ignore: yes}] | shop.yaml:1:56: wanted true or false here, not 'yes'",
                "entries: [{activity: a, id: /id, at: received, roles: {member: {name: /n}}}] | shop.yaml:1:64: somebody needs the key id",
                "entries: [{activity: a, id: /id, at: received, amount: total}] | shop.yaml:1:56: wanted a JSON pointer such as /order/id here, not 'total'; the nearest is /total",
                "entries: [{activity: a, id: '}{', at: received}] | shop.yaml:1:29: '}{' cannot be read: } closes nothing",
                "challenge: {query: hub.challenge}\\nentries: [{ignore: true}] | shop.yaml:1:12: query and token go together",
                "challenge: {when: {header: X, exists: true}}\\nentries: [{ignore: true}] | shop.yaml:1:12: a challenge needs the key pointer",
                "delivery: {}\\nentries: [{ignore: true}] | shop.yaml:1:11: the id of a delivery stands in one place",
                "entries: [&a [*a]] | shop.yaml:1:11: wanted an entry",
                "entries: &a [*a] | shop.yaml:1:10: wanted an entry",
                "--- {entries: [{ignore: true}]}\\n--- {} | shop.yaml:2:1: this is not YAML",
            })
    void givenOneProblem_whenRead_thenItsPlaceIsExact(String yaml, String expected) {
        assertThat(problems(yaml.replace("\\n", "\n")))
                .as(yaml)
                .isNotEmpty()
                .anySatisfy(problem -> assertThat(problem).startsWith(expected));
    }

    @Test
    void givenNothing_whenRead_thenTheProblemSaysWhatToWrite() {
        assertThat(problems(""))
                .containsExactly("shop.yaml:1:1: the mapping is empty; write at least one entry, under entries:");
        assertThat(problems("# only a comment")).hasSize(1);
        assertThat(problems("#" + "x".repeat(1_000_001)))
                .singleElement()
                .asString()
                .isEqualTo(
                        "shop.yaml:1:1: the mapping is longer than 1000000 characters: make it shorter, or two connectors"
                                + " of it");
        assertThat(problems("entries: [\u0007]")).hasSize(1);
    }

    @Test
    void givenAnAlias_whenTheAnchoredPartIsWrong_thenItIsToldOnce() {
        assertThat(problems("""
                        entries:
                          - {activity: a, id: /id, at: received, roles: {member: &who {id: customer}}}
                          - {activity: b, id: /id, at: received, roles: {member: *who}}
                        """)).hasSize(1);
    }

    @Test
    void givenAFileThatIsNotThere_whenRead_thenTheProblemNamesTheSettingAndTheFile() {
        Path none = directory.resolve("none.yaml");

        assertThat(catchThrowableOfType(InvalidConfigException.class, () -> MappingReader.read(none))
                        .problems())
                .containsExactly("setting mapping: the file " + none
                        + " cannot be read (NoSuchFileException): name a YAML" + " file that is there and may be read");
    }

    @Test
    void givenAFileThatIsNotUtf8_whenRead_thenTheProblemSaysSo() throws Exception {
        Path file = Files.write(directory.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9});

        assertThat(catchThrowableOfType(InvalidConfigException.class, () -> MappingReader.read(file))
                        .problems())
                .containsExactly("setting mapping: the file " + file + " is not UTF-8: save it so");
    }
}
