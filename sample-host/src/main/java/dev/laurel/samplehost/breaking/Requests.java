package dev.laurel.samplehost.breaking;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** Calls as a client makes them that does everything right. */
final class Requests {
    static final String ACTIVITIES =
            "v1/communities/" + Subject.COMMUNITY + "/sources/" + Account.SOURCE + "/activities";

    static final String MEMBERS = "v1/communities/" + Subject.COMMUNITY + "/members/" + Account.SOURCE + "/";

    private Requests() {}

    /** {@return posts activities} */
    static HttpRequest post(Child child, String body) {
        return to(child, ACTIVITIES)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** {@return asks for a member, or for something of a member's} */
    static HttpRequest member(Child child, String id, String rest) {
        return to(child, MEMBERS + id + rest).build();
    }

    private static HttpRequest.Builder to(Child child, String path) {
        URI address = child.address().resolve(path);
        return HttpRequest.newBuilder(address)
                .timeout(Lanes.DEADLINE)
                .header("Authorization", "Bearer " + child.token());
    }
}
