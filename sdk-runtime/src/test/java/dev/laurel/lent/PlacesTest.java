package dev.laurel.lent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final Origin FORUM = new Origin(true, "forum.example", 443);
    private static final Origin SHOP = new Origin(true, "shop.example", 443);

    private final Places places = new Places(3, 2);

    @Test
    void givenPlacesThatAreTaken_whenOneIsLeft_thenWhoeverWaitsLongestAndFitsHasIt() {
        Places.Place first = places.ask(FORUM);
        Places.Place second = places.ask(FORUM);
        Places.Place third = places.ask(FORUM);
        Places.Place shop = places.ask(SHOP);
        Places.Place last = places.ask(SHOP);

        assertThat(List.of(first, second, shop)).allMatch(each -> each.taken().isDone());
        assertThat(List.of(third, last)).noneMatch(each -> each.taken().isDone());
        shop.leave();
        assertThat(third.taken()).as("its host has no place").isNotDone();
        assertThat(last.taken()).isDone();
        first.leave();
        first.leave();
        assertThat(third.taken()).isDone();
        assertThat(places.running()).isEqualTo(3);
    }

    @Test
    void givenSomebodyWhoStopsWaiting_whenPlacesAreLeft_thenNoneIsLost() {
        List<Places.Place> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(places.ask(FORUM));
        }
        all.get(5).leave();
        all.get(2).taken().completeExceptionally(new IllegalStateException("stopped"));
        all.forEach(Places.Place::leave);

        assertThat(places.running()).isZero();
        assertThat(places.ask(FORUM).taken()).isDone();
        assertThat(places.ask(FORUM).taken()).isDone();
    }
}
