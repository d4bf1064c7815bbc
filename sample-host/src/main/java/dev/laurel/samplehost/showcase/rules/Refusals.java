package dev.laurel.samplehost.showcase.rules;

import dev.laurel.spi.reward.Words;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What each code means that says why something earned nothing or was not taken in, in a sentence that members read. */
public final class Refusals {
    private static final String LIMIT = "LIMIT_";

    private static final Map<String, Words> BY_CODE = new LinkedHashMap<>();

    static {
        // Of the rules.
        put(
                "OWN_POST",
                "One's own posts earn nothing from oneself.",
                "On ne gagne rien en jugeant ses propres messages.");
        put(
                "STAFF_EARN_NOTHING",
                "Whoever works for the company earns no points here.",
                "Qui travaille pour l'entreprise ne gagne pas de points ici.");
        put("BOTS_EARN_NOTHING", "Programs earn no points.", "Les programmes ne gagnent pas de points.");
        put(
                "SAME_RATER_TODAY",
                "The same member has found this author helpful ten times today already; from tomorrow on it counts again.",
                "Le même membre a déjà jugé cette personne utile dix fois aujourd'hui ; cela compte à nouveau demain.");
        put(
                "NOT_THE_ASKER",
                "Only whoever asked the question can accept an answer to it.",
                "Seule la personne qui a posé la question peut accepter une réponse.");
        put("ALREADY_ACCEPTED", "This answer was accepted already.", "Cette réponse a déjà été acceptée.");
        put(
                "WRITING_EARNS_NOTHING",
                "Writing earns nothing by itself; what others find helpful does.",
                "Écrire ne rapporte rien en soi ; ce que les autres jugent utile rapporte.");
        put(
                "BUYING_EARNS_NOTHING",
                "Buying earns no reputation: it has no price.",
                "Acheter ne rapporte aucune réputation : elle n'a pas de prix.");
        put(
                "FOLLOWERS_ARE_NO_INTERACTION",
                "Followers earn nothing: having many is not the same as having helped anybody.",
                "Les abonnés ne rapportent rien : en avoir beaucoup n'est pas avoir aidé quelqu'un.");
        // Of the runtime, about rules.
        put(
                "RULE_FAILED",
                "A rule failed; what it missed is made up for once it is mended.",
                "Une règle a échoué ; ce qu'elle a manqué sera rattrapé une fois réparée.");
        // Of the runtime, about what it takes in.
        put("CONFLICT", "This is known already, with other content.", "Ceci est déjà connu, avec un autre contenu.");
        put("OLDER_REVISION", "A newer version of this is known already.", "Une version plus récente est déjà connue.");
        put(
                "TYPE_NOT_LOWER_CASE",
                "The kind of activity is not written as it has to be.",
                "Le type d'activité n'est pas écrit comme il le faut.");
        put("TIME_AHEAD", "Its time has not come yet.", "Son heure n'est pas encore venue.");
        put("TIME_TOO_OLD", "Its time is too long ago.", "Sa date est trop ancienne.");
        put("TOO_MANY_ROLES", "Too many people take part in it.", "Trop de personnes y participent.");
        put("TOO_MANY_TOPICS", "It has too many topics.", "Il y a trop de sujets.");
        put("TOO_MANY_ATTRIBUTES", "It says too many things.", "Il y a trop d'indications.");
        put("TOO_MANY_WORDS", "There are too many different names.", "Il y a trop de noms différents.");
        put("AMOUNT_OUT_OF_BOUNDS", "The amount is too large.", "Le montant est trop grand.");
        put("NUMBER_NOT_FINITE", "A number in it is none.", "L'un des nombres n'en est pas un.");
        put("REVISION_NEGATIVE", "Its version is less than zero.", "Sa version est inférieure à zéro.");
        put("WITHDRAWS_ITSELF", "It takes back itself.", "Elle s'annule elle-même.");
        put(
                "WITHDRAWAL_FROM_ANOTHER_SOURCE",
                "It takes back something from another source.",
                "Elle annule quelque chose qui vient d'une autre source.");
        put("PARENT_CYCLE", "It would belong to itself.", "L'élément ferait partie de lui-même.");
        put("PARENT_TOO_DEEP", "It is nested too deep.", "L'élément est imbriqué trop profondément.");
    }

    private Refusals() {}

    /** {@return the sentences, by code; without those that are made from a code's ending} */
    public static Map<String, Words> all() {
        return Collections.unmodifiableMap(BY_CODE);
    }

    /**
     * What a code means.
     *
     * @param code of a rule's decline, or of an activity that was not taken in
     * @return a sentence; for a code that nobody has explained, one that says so and names it
     */
    public static Words of(String code) {
        Words known = BY_CODE.get(code);
        if (known != null) {
            return known;
        }
        if (code.startsWith(LIMIT)) {
            return words(
                    "LIMIT",
                    "The limit \"{0}\" is reached for now.",
                    "La limite « {0} » est atteinte pour l'instant.",
                    code.substring(LIMIT.length()).toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        if (code.endsWith("_MISSING")) {
            return words("MISSING", "Something is missing: {0}.", "Il manque quelque chose : {0}.", part(code));
        }
        if (code.endsWith("_TOO_LONG")) {
            return words("TOO_LONG", "Something is too long: {0}.", "Un texte est trop long : {0}.", part(code));
        }
        if (code.endsWith("_NOT_TEXT")) {
            return words("NOT_TEXT", "Something cannot be read: {0}.", "Un texte est illisible : {0}.", part(code));
        }
        return words("OTHER", "It did not count, for a reason called {0}.", "Cela n'a pas compté ; motif : {0}.", code);
    }

    private static String part(String code) {
        String whole = code.replaceFirst("_(MISSING|TOO_LONG|NOT_TEXT)$", "");
        return whole.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void put(String code, String english, String french) {
        BY_CODE.put(code, words(code, english, french));
    }

    private static Words words(String code, String english, String french, Object... arguments) {
        String key = "refusal." + code.toLowerCase(Locale.ROOT).replace('_', '-');
        return Words.of(key, english, french, arguments);
    }
}
