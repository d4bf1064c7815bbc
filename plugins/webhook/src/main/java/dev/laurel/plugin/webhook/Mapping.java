package dev.laurel.plugin.webhook;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.activity.Receipt;
import dev.laurel.spi.activity.Reject;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the deliveries of a source mean. Every entry that is about a delivery makes its activities of it, in the order of the
 * entries.
 *
 * @param file the file it was read from, as the operator named it
 * @param entries the entries
 * @param rejectsUnmapped whether what no entry is about is rejected, and not passed over
 * @param challenge how the source asks whether this address is ours; empty if it does not
 * @param deliveryId where a delivery says what it is called; empty if the scheme knows best
 */
record Mapping(
        String file,
        List<Entry> entries,
        boolean rejectsUnmapped,
        Optional<Challenge> challenge,
        Optional<DeliveryId> deliveryId) {
    /** Activities and rejects of one delivery. */
    static final int MOST_RESULTS = 1_000;

    /**
     * Maps a delivery.
     *
     * @param delivery its headers
     * @param root its body
     * @param id what it is called
     * @return the activities, and what could not be mapped
     * @throws DeliveryRejectedException if it holds too much
     */
    Receipt read(Delivery delivery, Json root, String id) throws DeliveryRejectedException {
        return new Reading(delivery, root, id).read();
    }

    /** One delivery on its way through the entries. */
    private final class Reading {
        private final Scope scope;
        private final String id;
        private final List<Activity> activities = new ArrayList<>();
        private final List<Reject> rejects = new ArrayList<>();
        /** Of each list that entries went through, which elements one of them was about. */
        private final Map<Pointer, BitSet> taken = new LinkedHashMap<>();

        Reading(Delivery delivery, Json root, String id) {
            this.scope = Scope.of(delivery, root);
            this.id = id;
        }

        Receipt read() throws DeliveryRejectedException {
            boolean mapped = false;
            for (Entry entry : entries) {
                if (entry.isAbout(scope)) {
                    mapped = true;
                    apply(entry);
                }
            }
            if (rejectsUnmapped && !mapped) {
                unmapped("");
            }
            for (Map.Entry<Pointer, BitSet> each : taken.entrySet()) {
                int size = items(each.getKey()).map(list -> list.items().size()).orElse(0);
                for (int i = each.getValue().nextClearBit(0);
                        rejectsUnmapped && i < size;
                        i = each.getValue().nextClearBit(i + 1)) {
                    unmapped(each.getKey().path() + "/" + i);
                }
            }
            return Receipt.of(activities).rejects(rejects);
        }

        private void apply(Entry entry) throws DeliveryRejectedException {
            Pointer each = entry.each();
            if (each == null) {
                fill(entry, scope);
                return;
            }
            Optional<Json.Items> list = items(each);
            if (list.isEmpty()) {
                FieldException none = scope.find(each) == null
                        ? FieldException.missing(each.path(), entry.place())
                        : FieldException.unexpected(each.path(), entry.place(), "a list");
                reject(none.reject(id));
                return;
            }
            BitSet about = taken.computeIfAbsent(each, key -> new BitSet());
            List<Json> items = list.get().items();
            for (int i = 0; i < items.size(); i++) {
                Scope element = scope.element(each.path(), i, items.get(i));
                if (entry.isAboutElement(element)) {
                    about.set(i);
                    fill(entry, element);
                }
            }
        }

        private Optional<Json.Items> items(Pointer pointer) {
            return scope.find(pointer) instanceof Json.Items list ? Optional.of(list) : Optional.empty();
        }

        private void fill(Entry entry, Scope filling) throws DeliveryRejectedException {
            ActivityForm form = entry.form();
            if (form == null) {
                return;
            }
            try {
                activities.add(form.fill(filling));
                bound();
            } catch (FieldException e) {
                reject(e.reject(id));
            }
        }

        private void unmapped(String pointer) throws DeliveryRejectedException {
            reject(Reject.of(
                    ("delivery " + id + " " + pointer).strip(),
                    "UNMAPPED",
                    "no entry of " + file + " is about this; entries look at " + subjects()
                            + ": add one, with ignore: true if it is not wanted, and then replay this delivery"));
        }

        private String subjects() {
            return entries.stream()
                    .flatMap(entry -> entry.when().stream())
                    .map(Condition::subject)
                    .distinct()
                    .collect(Collectors.joining(", "));
        }

        private void reject(Reject reject) throws DeliveryRejectedException {
            rejects.add(reject);
            bound();
        }

        private void bound() throws DeliveryRejectedException {
            if (activities.size() + rejects.size() > MOST_RESULTS) {
                throw new DeliveryRejectedException(
                        "TOO_MANY_ACTIVITIES",
                        "the delivery holds more than " + MOST_RESULTS + " activities by " + file
                                + ": let the source send fewer at once");
            }
        }
    }
}
