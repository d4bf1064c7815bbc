package dev.laurel.samplehost.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pictures of people. */
class AvatarTest {

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenPeopleWhenDrawnThenEachIsAPictureThatTheStrictestPolicyShows(Company company) throws Exception {
        Set<String> seen = new HashSet<>();
        for (Person each : Story.of(company, StoryTest.SEED, StoryTest.END).people()) {
            String svg = each.avatar();
            assertThat(svg).isEqualTo(Avatar.of(each)).hasSizeLessThan(4_000);
            seen.add(svg);
            XMLStreamReader reader = XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(svg));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT) {
                    assertThat(reader.getLocalName()).isIn("svg", "g", "rect", "circle", "ellipse", "path", "text");
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        assertThat(reader.getAttributeLocalName(i)).isNotIn("style", "href", "class", "onload");
                        assertThat(reader.getAttributeValue(i)).doesNotContain("url(", "http");
                    }
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(145);
    }
}
