package dev.laurel.samplehost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small dumps, written for a test. */
final class Dumps {
    private Dumps() {}

    /**
     * A dump of one question by somebody with a hostile name, voted up twice and down once.
     *
     * @param folder where to
     * @param name the name, not escaped
     */
    static void hostile(Path folder, String name) throws IOException {
        Files.writeString(folder.resolve("Users.xml"), """
                <?xml version="1.0" encoding="utf-8"?>
                <users>
                  <row Id="7" Reputation="109" CreationDate="2018-03-12T10:00:00.000" DisplayName="%s" />
                  <row Id="8" Reputation="1" CreationDate="2018-03-12T10:00:00.000" />
                </users>
                """.formatted(escaped(name)));
        Files.writeString(folder.resolve("Posts.xml"), """
                <?xml version="1.0" encoding="utf-8"?>
                <posts>
                  <row Id="1" PostTypeId="1" CreationDate="2018-03-12T11:00:00.000" OwnerUserId="7" Score="1" Tags="&lt;a&gt;" />
                </posts>
                """);
        Files.writeString(folder.resolve("Votes.xml"), """
                <?xml version="1.0" encoding="utf-8"?>
                <votes>
                  <row Id="1" PostId="1" VoteTypeId="2" CreationDate="2018-03-13T00:00:00.000" />
                  <row Id="2" PostId="1" VoteTypeId="2" CreationDate="2018-03-13T00:00:00.000" />
                  <row Id="3" PostId="1" VoteTypeId="3" CreationDate="2018-03-14T00:00:00.000" />
                  <row Id="4" PostId="1" VoteTypeId="nonsense" CreationDate="2018-03-14T00:00:00.000" />
                </votes>
                """);
    }

    private static String escaped(String name) {
        return name.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
