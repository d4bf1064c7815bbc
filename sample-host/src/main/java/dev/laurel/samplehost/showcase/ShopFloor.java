package dev.laurel.samplehost.showcase;

import dev.laurel.samplehost.showcase.script.Chance;
import dev.laurel.spi.activity.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is bought. The company's file says how much, and what of. */
final class ShopFloor {
    private final List<Person> customers;
    private final Catalogue catalogue;
    private final Chance chance;
    private final Ids ids;

    /** Something bought, without its time in it. */
    record Purchase(Instant at, Activity.Builder activity) {}

    ShopFloor(List<Person> people, Catalogue catalogue, Chance chance, Ids ids) {
        this.customers =
                people.stream().filter(each -> each.shopId().isPresent()).toList();
        this.catalogue = catalogue;
        this.chance = chance;
        this.ids = ids;
    }

    /** {@return what was bought in nine months, besides what was reviewed} */
    List<Purchase> season(Rhythm rhythm, Instant end) {
        List<Purchase> all = new ArrayList<>();
        for (Person each : customers) {
            if (catalogue.sells("topup.bought")) {
                all.add(new Purchase(
                        each.joined().plus(Duration.ofMinutes(30 + chance.below(9_000))),
                        bought("sim.activated", each)));
            }
            // Everybody with an account has used it, or there would be nothing to merge.
            int count = 1 + chance.poisson(catalogue.number("purchases each") - 1);
            for (int i = 0; i < count; i++) {
                Instant at = rhythm.moment(each.joined(), end);
                boolean order = !catalogue.sells("topup.bought") || chance.odds(.3);
                if (!order) {
                    all.add(new Purchase(at, bought("topup.bought", each)));
                    continue;
                }
                Product product = chance.one(catalogue.sold("order.placed"));
                String id = ids.next("x");
                String shopId = each.shopId().orElseThrow();
                all.add(new Purchase(at, Activities.bought("order.placed", id, shopId, product)));
                if (chance.odds(.06)) {
                    Instant back = rhythm.awake(at.plus(Duration.ofHours(90 + chance.below(200))));
                    all.add(new Purchase(back, returned(id, shopId, product)));
                }
            }
        }
        return all;
    }

    /** {@return something that is bought now} */
    Activity.Builder next() {
        Person customer = chance.one(customers);
        return bought(catalogue.sells("topup.bought") && chance.odds(.65) ? "topup.bought" : "order.placed", customer);
    }

    private Activity.Builder bought(String type, Person customer) {
        return Activities.bought(
                type, ids.next("x"), customer.shopId().orElseThrow(), chance.one(catalogue.sold(type)));
    }

    private Activity.Builder returned(String order, String shopId, Product product) {
        return Activities.bought("order.returned", ids.next("x"), shopId, product)
                .attribute("order", order);
    }
}
