package dev.laurel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IdFilterTest {

    @Test
    void givenIds_whenAskedForThemAndForOthers_thenAllAreHeldAndAboutOneInAHundredOfTheOthers() {
        for (int count : new int[] {1, 1000, 100_000}) {
            IdFilter filter = new IdFilter(count);
            SplittableRandom random = new SplittableRandom(count);
            for (int i = 0; i < count; i++) {
                filter.add(IdTable.key(random.nextLong()));
            }
            random = new SplittableRandom(count);
            for (int i = 0; i < count; i++) {
                assertThat(filter.mayHold(IdTable.key(random.nextLong()))).isTrue();
            }
            int held = 0;
            for (int i = 0; i < 100_000; i++) {
                held += filter.mayHold(IdTable.key(random.nextLong())) ? 1 : 0;
            }
            assertThat(held).isLessThan(2000);
        }
    }
}
