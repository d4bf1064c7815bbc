package dev.laurel.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedCacheTest {

    @Test
    void givenTwoNumbersOfOnePlace_whenPut_thenTheLaterOneTakesIt() {
        BoundedCache<String> cache = new BoundedCache<>(2);
        cache.put(1, "one", cache.stamp());
        cache.put(2, "two", cache.stamp());
        cache.put(3, "three", cache.stamp());

        assertThat(cache.get(1)).isNull();
        assertThat(cache.get(2)).isEqualTo("two");
        assertThat(cache.get(3)).isEqualTo("three");
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void givenAnotherNumberInItsPlace_whenForgotten_thenTheOtherStays() {
        BoundedCache<String> cache = new BoundedCache<>(2);
        cache.put(3, "three", cache.stamp());
        cache.forget(1);

        assertThat(cache.get(3)).isEqualTo("three");
    }

    @Test
    void givenAValueBeingRead_whenANewerOneIsPut_thenTheOlderIsNotTaken() {
        BoundedCache<String> cache = new BoundedCache<>(2);
        long stamp = cache.stamp();
        cache.replace(1, "newer");
        cache.put(1, "older", stamp);

        assertThat(cache.get(1)).isEqualTo("newer");
    }

    @Test
    void givenAValueReadBeforeItWasForgotten_whenItArrivesAfterwards_thenItIsNotTaken() {
        BoundedCache<String> cache = new BoundedCache<>(2);
        long stamp = cache.stamp();
        cache.forget(1);
        cache.put(1, "erased", stamp);

        assertThat(cache.get(1)).isNull();
    }

    @Test
    void givenABoundOfNothing_whenPut_thenNothingIsKept() {
        BoundedCache<String> cache = new BoundedCache<>(0);
        cache.put(1, "one", cache.stamp());

        assertThat(cache.get(1)).isNull();
        assertThat(cache.size()).isZero();
    }
}
