package dev.laurel.samplehost.showcase.rules;

import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Words;
import java.util.Locale;

/** Why something earns nothing: the code that is kept, and the sentence that members read. */
enum Refusal {
    /** Whoever rates is the author. */
    OWN_POST("One's own posts earn nothing from oneself.", "On ne gagne rien en jugeant ses propres messages."),
    /** The author is paid for writing. */
    STAFF_EARN_NOTHING(
            "Whoever works for the company earns no points here.",
            "Qui travaille pour l'entreprise ne gagne pas de points ici."),
    /** The author is nobody. */
    BOTS_EARN_NOTHING("Programs earn no points.", "Les programmes ne gagnent pas de points."),
    /** One rater has praised one author all day. */
    SAME_RATER_TODAY(
            "The same member has found this author helpful ten times today already; from tomorrow on it counts again.",
            "Le même membre a déjà jugé cette personne utile dix fois aujourd'hui ; cela compte à nouveau demain."),
    /** Somebody else accepts. */
    NOT_THE_ASKER(
            "Only whoever asked the question can accept an answer to it.",
            "Seule la personne qui a posé la question peut accepter une réponse."),
    /** Once is enough. */
    ALREADY_ACCEPTED("This answer was accepted already.", "Cette réponse a déjà été acceptée."),
    /** Volume is nothing. */
    WRITING_EARNS_NOTHING(
            "Writing earns nothing by itself; what others find helpful does.",
            "Écrire ne rapporte rien en soi ; ce que les autres jugent utile rapporte."),
    /** Reputation has no price. */
    BUYING_EARNS_NOTHING(
            "Buying earns no reputation: it has no price.",
            "Acheter ne rapporte aucune réputation : elle n'a pas de prix."),
    /** A connection is no interaction. */
    FOLLOWERS_ARE_NO_INTERACTION(
            "Followers earn nothing: having many is not the same as having helped anybody.",
            "Les abonnés ne rapportent rien : en avoir beaucoup n'est pas avoir aidé quelqu'un.");

    private final Words why;
    private final Decision decision;

    Refusal(String english, String french) {
        this.why = Words.of("refusal." + name().toLowerCase(Locale.ROOT).replace('_', '-'), english, french);
        this.decision = Decision.decline(name());
    }

    /** {@return what a rule says that refuses for this reason} */
    Decision decision() {
        return decision;
    }

    /**
     * Has a rule say in words what it refuses for.
     *
     * @param spec the rule
     * @param reasons what it refuses for
     * @return the rule
     */
    static RuleSpec.Builder declare(RuleSpec.Builder spec, Refusal... reasons) {
        for (Refusal reason : reasons) {
            spec.declining(reason.name(), reason.why);
        }
        return spec;
    }
}
