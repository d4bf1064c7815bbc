package com.example.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortalTest {
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @TempDir
    Path folder;

    @Test
    void thanksGivePointsOnceAndARestartKeepsThem() throws Exception {
        String once = "5 points: Whoever is thanked gets 5 points.\n";
        try (Portal portal = new Portal(folder, 0, InstantSource.system())) {
            assertEquals("ACCEPTED\n", send(portal, "PUT", "/thanks/42/ines").body());
            assertEquals(once, send(portal, "GET", "/members/ines").body());
        }
        try (Portal portal = new Portal(folder, 0, InstantSource.system())) {
            assertEquals(409, send(portal, "PUT", "/thanks/42/ines").statusCode());
            assertEquals(once, send(portal, "GET", "/members/ines").body());
        }
    }

    @Test
    void whatIsSaidOfAMemberIsForThatMember() throws Exception {
        try (Portal portal = new Portal(folder, 0, InstantSource.system())) {
            send(portal, "PUT", "/thanks/42/ines");
            String board = "/laurel/v1/communities/readers/leaderboards/thanked";
            assertTrue(send(portal, "GET", board).body().contains("\"name\":\"ines\""));
            assertEquals(
                    403,
                    send(portal, "GET", "/laurel/v1/communities/readers/me").statusCode());

            send(portal, "PUT", "/login/ines");
            assertTrue(send(portal, "GET", "/laurel/v1/communities/readers/me")
                    .body()
                    .contains("\"rank\":1"));
            assertTrue(send(portal, "GET", "/").body().contains("<laurel-leaderboard"));
            assertEquals(200, send(portal, "GET", "/laurel/widgets/laurel.js").statusCode());
        }
    }

    private HttpResponse<String> send(Portal portal, String method, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + portal.port() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
