package dev.laurel.samplehost.showcase;

import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.reward.Words;
import java.util.List;

/**
 * Something that is sold. Invented, like who sells it.
 *
 * @param id its id in the forum and in the shop; object ids are per source, and the two sources happen to agree on these
 * @param category the topic it belongs to
 * @param price in minor units of the company's currency
 * @param name what people call it, the same in both languages
 * @param description name and kind, as a shop would write it
 */
public record Product(String id, String category, long price, String name, Words description) {

    /** {@return the product as an object of either source, with all that is known of it} */
    public ObjectRef object() {
        return ObjectRef.of(id, "product").title(name).topics(List.of(category)).build();
    }
}
