package com.example.portal;

import dev.laurel.Laurel;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** {@code /actuator/health} tells which plugins did not load and which rules could not be made. */
@Component
class LaurelHealthIndicator implements HealthIndicator {
    private final Laurel laurel;

    LaurelHealthIndicator(Laurel laurel) {
        this.laurel = laurel;
    }

    @Override
    public Health health() {
        List<String> problems = laurel.problems();
        return problems.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("problems", problems).build();
    }
}
