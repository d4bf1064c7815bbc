package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Whoever imports the BOM gets the versions it is for, and none of a test's, a logger's or a parser's. */
class BomTest {
    private static final Pattern VERTX_JAR = Pattern.compile("(vertx-.*)-\\d.*\\.jar");

    private final Document bom = read(Sources.root().resolve("sdk-runtime/bom/pom.xml"));

    @Test
    void givenTheBomWhenImportedThenItManagesLaurelVertxAndNettyAlone() throws Exception {
        List<String> expected = new ArrayList<>();
        for (String module : Sources.modules()) {
            if (!module.equals("sample-host")) {
                Document pom = read(Sources.root().resolve(module).resolve("pom.xml"));
                expected.add("dev.laurel:" + texts(pom, "/project/artifactId").get(0));
            }
        }
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Matcher jar = VERTX_JAR.matcher(Path.of(each).getFileName().toString());
            if (jar.matches()) {
                expected.add("io.vertx:" + jar.group(1));
            }
        }
        expected.add("io.netty:netty-bom");

        List<String> groups = texts(bom, "/project/dependencyManagement/dependencies/dependency/groupId");
        List<String> artifacts = texts(bom, "/project/dependencyManagement/dependencies/dependency/artifactId");
        List<String> managed = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            managed.add(groups.get(i) + ":" + artifacts.get(i));
        }
        assertThat(managed).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void givenTheBomWhenReadThenItInheritsNothingAndImportsNettyOnly() {
        assertThat(texts(bom, "/project/parent")).isEmpty();
        assertThat(texts(bom, "//dependency[scope='import']/artifactId")).containsExactly("netty-bom");
    }

    private static List<String> texts(Document pom, String path) {
        try {
            NodeList nodes =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                texts.add(nodes.item(i).getTextContent().strip());
            }
            return texts;
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    private static Document read(Path pom) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
        } catch (Exception e) {
            throw new IllegalStateException(pom + " cannot be read", e);
        }
    }
}
