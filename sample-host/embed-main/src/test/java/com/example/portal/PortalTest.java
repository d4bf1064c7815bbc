package com.example.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
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
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void thanksGivePointsOnceAndARestartKeepsThem() throws Exception {
        String once = "5 points\n5: Whoever is thanked gets 5 points.\n";
        try (Portal portal = new Portal(folder, 0, InstantSource.system())) {
            assertEquals(404, send(portal, "GET", "/members/ines").statusCode());
            assertEquals("ACCEPTED\n", send(portal, "PUT", "/thanks/42/ines").body());
            assertEquals(once, send(portal, "GET", "/members/ines").body());
        }
        try (Portal portal = new Portal(folder, 0, InstantSource.system())) {
            assertEquals(409, send(portal, "PUT", "/thanks/42/ines").statusCode());
            assertEquals(once, send(portal, "GET", "/members/ines").body());
            send(portal, "PUT", "/thanks/43/ines");
            assertEquals(10, points(send(portal, "GET", "/members/ines").body()));
        }
    }

    @Test
    void whatIsNotAcceptableIsRefusedWithASentence() throws Exception {
        try (Portal portal = new Portal(folder, 0, InstantSource.system())) {
            HttpResponse<String> refused = send(portal, "PUT", "/thanks/%20/ines");

            assertEquals(409, refused.statusCode());
            assertEquals("ID_MISSING", refused.body().split(" ")[0]);
            assertEquals(405, send(portal, "POST", "/thanks/42/ines").statusCode());
        }
    }

    private static int points(String text) {
        return Integer.parseInt(text.split(" ")[0]);
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
