package dev.laurel.plugin.stackexchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;

/** The scanner against the parser of the JDK, which it is faster than and must not differ from. */
class RowScannerTest {
    private static final Set<String> NAMES = Set.of("Id", "a", "b", "Text");
    private static final String[] PIECES = {
        "<row",
        "<row ",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "Id",
        "a",
        "b",
        "Text",
        "=",
        "=",
        "\"",
        "\"",
        "'",
        "'",
        "/>",
        "/>",
        "/",
        ">",
        "&amp;",
        "&lt;",
        "&#65;",
        "&#x1F600;",
        "&#xD;",
        "&#10;",
        "&#x0;",
        "&#xFFFF;",
        "&nope;",
        "&",
        ";",
        "x",
        "7",
        "\u00e9",
        "\uD83D\uDE00",
        "\u0085",
        "\u2028",
        "\uFFFE",
        "\u0002",
        "]]>",
        "--",
    };

    private final XMLInputFactory stax = XMLInputFactory.newDefaultFactory();

    RowScannerTest() {
        stax.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    }

    @Test
    void givenRowsPutTogetherAtRandom_whenScanned_thenTheParserOfTheJdkAgrees() throws Exception {
        Random random = new Random(20180312);
        int good = 0;
        for (int i = 0; i < (Boolean.getBoolean("laurel.proof") ? 1_000_000 : 60_000); i++) {
            String row = i % 2 == 0 ? nearlyGood(random) : anything(random);
            Optional<Map<String, String>> expected = parsed(row);
            assertThat(scanned(row)).as("run %d: %s", i, shown(row)).isEqualTo(expected);
            good += expected.isPresent() ? 1 : 0;
        }
        assertThat(good).isGreaterThan(5_000);
    }

    private static String shown(String row) {
        StringBuilder shown = new StringBuilder();
        row.chars()
                .forEach(c -> shown.append(c > ' ' && c < 0x7F ? "" + (char) c : "[" + Integer.toHexString(c) + "]"));
        return shown.toString();
    }

    private static String nearlyGood(Random random) {
        StringBuilder row = new StringBuilder("<row");
        for (String name : new String[] {"Id", "a", "b"}) {
            char quote = random.nextBoolean() ? '"' : '\'';
            row.append(' ').append(name).append('=').append(quote);
            for (int i = random.nextInt(4); i > 0; i--) {
                String piece = PIECES[random.nextInt(PIECES.length)];
                if (piece.indexOf('<') < 0 && piece.indexOf(quote) < 0) {
                    row.append(piece);
                }
            }
            row.append(quote);
        }
        if (random.nextInt(4) == 0) {
            row.deleteCharAt(5 + random.nextInt(row.length() - 5));
        }
        return row.append(" />").toString();
    }

    private static String anything(Random random) {
        StringBuilder row = new StringBuilder("<row ");
        for (int i = random.nextInt(12); i > 0; i--) {
            String piece = PIECES[random.nextInt(PIECES.length)];
            // Names that are not plain are the one thing in which the two differ.
            row.append(piece.charAt(0) < 0x7F ? piece : "");
        }
        return row.append(random.nextBoolean() ? "/>" : "").toString();
    }

    private static byte[] file(String row) {
        return ("<rows>" + row + "</rows>").getBytes(StandardCharsets.UTF_8);
    }

    private Optional<Map<String, String>> parsed(String row) {
        try {
            XMLStreamReader reader = stax.createXMLStreamReader(new ByteArrayInputStream(file(row)), "UTF-8");
            reader.nextTag();
            reader.nextTag();
            Map<String, String> values = new TreeMap<>();
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                if (NAMES.contains(reader.getAttributeLocalName(i))) {
                    values.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                }
            }
            int rows = 0;
            boolean single = reader.getLocalName().equals("row")
                    && row.substring(row.lastIndexOf('>') + 1).isBlank();
            while (reader.hasNext()) {
                int event = reader.next();
                rows += event == XMLStreamReader.START_ELEMENT ? 1 : 0;
                single &= event != XMLStreamReader.CHARACTERS || reader.isWhiteSpace();
            }
            return single && rows == 0 ? Optional.of(values) : Optional.empty();
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> scanned(String row) throws Exception {
        try (RowSplitter splitter = new RowSplitter(new ByteArrayInputStream(file(row)), "rows", 1000)) {
            if (!splitter.next()) {
                return Optional.empty();
            }
            Map<String, String> values = new RowScanner(NAMES).values(splitter);
            return splitter.next() ? Optional.empty() : Optional.of(values);
        } catch (BadRowException e) {
            return Optional.empty();
        }
    }
}
