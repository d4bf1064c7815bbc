package dev.laurel.samplehost.showcase;

import dev.laurel.samplehost.showcase.script.Scenario;
import dev.laurel.spi.reward.Words;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two companies of the showcase. Both are invented, and each says so: {@link #fictional()}. */
public enum Company {
    /** A telephone company that answers in English and French; its members help each other. */
    PIMPRENELLE("pimprenelle"),
    /** A shop for household appliances and cosmetics; its members review, ask and show photos. */
    TANSY_ROWE("tansy-rowe");

    private final String id;
    private final Catalogue catalogue;

    Company(String id) {
        this.id = id;
        this.catalogue = Catalogue.read(id);
    }

    /** {@return kebab-case; also the id of its plugin, and a good name for its community} */
    public String id() {
        return id;
    }

    /** {@return the name that people read} */
    public String title() {
        return catalogue.title();
    }

    /** {@return what it does, in a sentence} */
    public Words about() {
        return catalogue.about();
    }

    /** {@return that it is invented, in a sentence to be shown wherever its name is} */
    public Words fictional() {
        return catalogue.fictional();
    }

    /** {@return where its days begin} */
    public ZoneId zone() {
        return catalogue.zone();
    }

    /** {@return the currency of its prices and amounts, an ISO 4217 code} */
    public String currency() {
        return catalogue.currency();
    }

    /** {@return the reward rules to select for its community, as {@code plugin/extension}} */
    public String rules() {
        return id + "/community";
    }

    /** {@return where its activities come from: the forum and the shop} */
    public List<String> sources() {
        return List.of(Activities.FORUM, Activities.SHOP);
    }

    /** {@return the towns its members live in; half of them speak French} */
    public List<Town> towns() {
        return catalogue.towns();
    }

    /** {@return what is sold, in the order of the catalogue} */
    public List<Product> products() {
        return catalogue.products();
    }

    /**
     * A product by id.
     *
     * @param productId the id, which is the same in both sources
     * @return the product; empty if it sells none of that id
     */
    public Optional<Product> product(String productId) {
        return catalogue.product(productId);
    }

    /** {@return what is talked about: keys as objects carry them, with their names in both languages, in order} */
    public Map<String, Words> topics() {
        return catalogue.topics();
    }

    /** {@return what may be said, and what else only the showcase itself asks} */
    Catalogue catalogue() {
        return catalogue;
    }

    /** {@return the conversations that were written for it, in the order of their files} */
    public List<Scenario> scenarios() {
        return catalogue.scenarios();
    }

    /**
     * A town.
     *
     * @param name the name
     * @param language what most of those who live there speak, {@code en} or {@code fr}
     */
    public record Town(String name, String language) {}
}
