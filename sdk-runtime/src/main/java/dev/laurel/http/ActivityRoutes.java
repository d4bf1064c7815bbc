package dev.laurel.http;

import dev.laurel.spi.activity.Activity;
import java.util.List;

/** Activities over HTTP. */
final class ActivityRoutes {
    private ActivityRoutes() {}

    static void record(Ask ask, Open community) {
        List<Activity> activities = ActivityJson.read(ask.context().body().buffer());
        ask.answer(ask.await(community.partition().record(ask.text("source"), activities))
                .map(Json::outcomes));
    }
}
