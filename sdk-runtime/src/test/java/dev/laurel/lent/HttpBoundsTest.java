package dev.laurel.lent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class HttpBoundsTest {

    @Test
    void givenABoundOutOfItsBounds_whenItIsSet_thenTheSentenceNamesIt() {
        HttpBounds usual = HttpBounds.usual();
        Map<String, List<ThrowingCallable>> wrong = new LinkedHashMap<>();
        wrong.put(
                "HttpBounds.deadline",
                List.of(() -> usual.withDeadline(Duration.ZERO), () -> usual.withDeadline(Duration.ofHours(1))));
        wrong.put(
                "HttpBounds.bodyBytes", List.of(() -> usual.withSizes(0, 4096), () -> usual.withSizes(1L << 40, 4096)));
        wrong.put("HttpBounds.headerBytes", List.of(() -> usual.withSizes(1, 10), () -> usual.withSizes(1, 1 << 30)));
        wrong.put("HttpBounds.requestsPerMinute", List.of(() -> usual.withBudget(0, 1)));
        wrong.put("HttpBounds.burst", List.of(() -> usual.withBudget(1, 0), () -> usual.withBudget(1, 2_000_000)));
        wrong.put("HttpBounds.connections", List.of(() -> usual.withConnections(0, 1)));
        wrong.put("HttpBounds.connectionsPerHost", List.of(() -> usual.withConnections(3, 4)));
        wrong.forEach((name, all) -> all.forEach(each -> assertThatThrownBy(each)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)));
    }

    @Test
    void givenTheUsualBounds_whenOneIsChanged_thenTheOthersStay() {
        HttpBounds changed = HttpBounds.usual()
                .withDeadline(Duration.ofSeconds(3))
                .withSizes(1000, 2000)
                .withBudget(7, 8)
                .withConnections(5, 4)
                .withAllowed(Set.of("shop.internal"));

        assertThat(changed)
                .isEqualTo(new HttpBounds(
                        Duration.ofSeconds(3), 1000, 2000, 5, 7, 8, 5, 4, Set.of("shop.internal"), List.of()));
    }
}
