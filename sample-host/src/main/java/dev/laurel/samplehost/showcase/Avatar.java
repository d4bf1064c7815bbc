package dev.laurel.samplehost.showcase;

import dev.laurel.samplehost.showcase.script.Chance;
import java.util.List;
import java.util.Locale;

/**
 * Pictures of people, drawn from their ids: a face, a monogram, or a machine for a bot. They are SVG of 96 by 96 units with
 * presentation attributes only, so that the strictest content policy lets them be shown, in a page or as a file.
 */
public final class Avatar {
    private static final List<String> SKIN =
            List.of("#f6d7bf", "#eec1a0", "#d9a27c", "#b97f57", "#8f5b3a", "#6a4129", "#fbe3d2", "#c98f68");
    private static final List<String> HAIR =
            List.of("#2b1d16", "#4a2f1f", "#7a4a24", "#b5772f", "#d9b25f", "#8d8d92", "#1f1f26", "#9c3f22");
    private static final List<String> CLOTHES =
            List.of("#35607a", "#7a4a6b", "#4f7a4a", "#a0563b", "#4c4f8a", "#2f7a74", "#8a6a2f", "#7d3c4a");

    private final Chance chance;
    private final StringBuilder svg = new StringBuilder(1_200);

    private Avatar(String id) {
        this.chance = Chance.of(id.hashCode() * 7_919L);
    }

    /**
     * Draws somebody.
     *
     * @param person who
     * @return a whole SVG document, in ASCII but for the letters of a monogram; it names nobody
     */
    public static String of(Person person) {
        Avatar avatar = new Avatar(person.id());
        avatar.begin();
        switch (person.part()) {
            case BOT -> avatar.machine();
            case STAFF -> avatar.monogram(person.name(), true);
            default -> avatar.member(person);
        }
        return avatar.svg.append("</svg>").toString();
    }

    private void begin() {
        int hue = chance.below(360);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 96 96\" width=\"96\" height=\"96\">");
        svg.append("<rect width=\"96\" height=\"96\" rx=\"48\" fill=\"")
                .append(colour(hue, 42, 82))
                .append("\"/>");
        svg.append("<circle cx=\"")
                .append(34 + chance.below(29))
                .append("\" cy=\"")
                .append(18 + chance.below(13))
                .append("\" r=\"14\" fill=\"")
                .append(colour(hue + 24, 48, 88))
                .append("\" opacity=\".75\"/>");
    }

    private void member(Person person) {
        if (chance.odds(.2)) {
            monogram(person.name(), false);
        } else {
            face(person.traits().feminine());
        }
    }

    private void face(boolean feminine) {
        String skin = chance.one(SKIN);
        String hair = chance.one(HAIR);
        boolean isLong = feminine ? chance.odds(.7) : chance.odds(.1);
        if (isLong) {
            path(hair, "M23 46c0-18 11-28 25-28s25 10 25 28v26c0 5-8 6-10 1H33c-2 5-10 4-10-1z");
        }
        path(chance.one(CLOTHES), "M14 92c2-17 15-24 34-24s32 7 34 24a48 48 0 0 1-68 0z");
        path(skin, "M41 58h14v11c0 5-14 5-14 0z");
        svg.append("<ellipse cx=\"48\" cy=\"46\" rx=\"18.5\" ry=\"21\" fill=\"")
                .append(skin)
                .append("\"/>");
        hair(hair, isLong);
        features();
        if (!feminine && chance.odds(.3)) {
            path(hair, "M31 50c1 14 8 19 17 19s16-5 17-19c-2 7-5 9-9 9-3-2-13-2-16 0-4 0-7-2-9-9z");
            path("#a6574f", "M43 60c3 2 7 2 10 0-1 3-9 3-10 0z");
        } else {
            svg.append("<path d=\"M41 ")
                    .append(56 + chance.below(2))
                    .append(chance.odds(.5) ? "c4 5 10 5 14 0" : "c4 3 10 3 14 0")
                    .append("\" fill=\"none\" stroke=\"#a0473f\" stroke-width=\"2.2\" stroke-linecap=\"round\"/>");
        }
        if (chance.odds(.28)) {
            svg.append("<g fill=\"none\" stroke=\"#333a44\" stroke-width=\"1.8\">"
                    + "<circle cx=\"40.5\" cy=\"46\" r=\"5.6\"/><circle cx=\"55.5\" cy=\"46\" r=\"5.6\"/>"
                    + "<path d=\"M46 45.5h4\"/></g>");
        }
    }

    private void hair(String hair, boolean isLong) {
        if (isLong) {
            path(hair, "M29 46c0-16 8-23 19-23s19 7 19 23c-3-9-7-13-12-15-6 6-16 9-22 9-2 2-3 3-4 6z");
            return;
        }
        switch (chance.below(5)) {
            case 0 -> path(hair, "M28.5 45c-2-18 9-24 20-24s21 6 19 24c-2-8-4-11-7-13-8 3-18 3-25 0-3 3-5 6-7 13z");
            case 1 -> path(hair, "M28 44c-3-13 5-25 21-25 15 0 22 10 19 25-1-5-3-8-6-10-11 0-21-1-26-6-4 4-7 9-8 16z");
            case 2 -> {
                svg.append("<g fill=\"").append(hair).append("\">");
                for (int i = 0; i < 7; i++) {
                    svg.append("<circle cx=\"")
                            .append(30 + 6 * i)
                            .append("\" cy=\"")
                            .append(i == 0 || i == 6 ? 36 : i == 1 || i == 5 ? 29 : 25)
                            .append("\" r=\"8\"/>");
                }
                svg.append("</g>");
            }
            case 3 -> path(hair, "M29 42c0-14 8-20 19-20s19 6 19 20c-4-7-10-10-19-10s-15 3-19 10z");
            default -> {
                svg.append("<circle cx=\"48\" cy=\"19\" r=\"8\" fill=\"")
                        .append(hair)
                        .append("\"/>");
                path(hair, "M29 44c-1-15 8-22 19-22s20 7 19 22c-3-8-9-11-19-11s-16 3-19 11z");
            }
        }
    }

    private void features() {
        int look = chance.below(3) - 1;
        svg.append("<g fill=\"#2a2a30\"><circle cx=\"")
                .append(40.5 + look * .6)
                .append("\" cy=\"46\" r=\"2.2\"/><circle cx=\"")
                .append(55.5 + look * .6)
                .append("\" cy=\"46\" r=\"2.2\"/></g>");
        svg.append("<path d=\"M37 40.5c2-1.6 5-1.6 7-.4M52 40.1c2-1.2 5-1.2 7 .4M48 48l-1.5 5h2.5\" "
                + "fill=\"none\" stroke=\"#3a2a24\" stroke-width=\"1.5\" stroke-linecap=\"round\" opacity=\".7\"/>");
        if (chance.odds(.4)) {
            svg.append("<g fill=\"#e0705f\" opacity=\".3\"><circle cx=\"36\" cy=\"53\" r=\"3.5\"/>"
                    + "<circle cx=\"60\" cy=\"53\" r=\"3.5\"/></g>");
        }
    }

    private void monogram(String name, boolean ring) {
        StringBuilder letters = new StringBuilder();
        for (String each : name.split(" ", -1)) {
            letters.appendCodePoint(each.codePointAt(0));
        }
        String ink = colour(chance.below(360), 45, 28);
        if (ring) {
            svg.append("<circle cx=\"48\" cy=\"48\" r=\"42\" fill=\"none\" stroke=\"")
                    .append(ink)
                    .append("\" stroke-width=\"3\"/>");
        }
        svg.append("<text x=\"48\" y=\"60\" text-anchor=\"middle\" font-family=\"sans-serif\" font-size=\"34\" "
                        + "font-weight=\"600\" fill=\"")
                .append(ink)
                .append("\">")
                .append(letters)
                .append("</text>");
    }

    private void machine() {
        String metal = colour(205 + chance.below(30), 22, 58);
        svg.append("<path d=\"M48 16v12\" stroke=\"#44505c\" stroke-width=\"3\"/>"
                + "<circle cx=\"48\" cy=\"15\" r=\"4.5\" fill=\"#e08a3c\"/>");
        svg.append("<rect x=\"24\" y=\"28\" width=\"48\" height=\"38\" rx=\"11\" fill=\"")
                .append(metal)
                .append("\"/>");
        svg.append("<rect x=\"30\" y=\"36\" width=\"36\" height=\"16\" rx=\"8\" fill=\"#22303c\"/>"
                + "<g fill=\"#8fe3d0\"><circle cx=\"40\" cy=\"44\" r=\"3.5\"/><circle cx=\"56\" cy=\"44\" r=\"3.5\"/></g>"
                + "<path d=\"M41 59h14\" stroke=\"#22303c\" stroke-width=\"2.5\" stroke-linecap=\"round\"/>");
        svg.append("<path d=\"M30 86c1-10 8-15 18-15s17 5 18 15z\" fill=\"")
                .append(metal)
                .append("\" opacity=\".85\"/>");
    }

    private void path(String fill, String d) {
        svg.append("<path fill=\"").append(fill).append("\" d=\"").append(d).append("\"/>");
    }

    /** Hue, saturation and lightness as a hexadecimal colour, which every renderer reads the same way. */
    private static String colour(int hue, int saturation, int lightness) {
        double light = lightness / 100.0;
        double chroma = saturation / 100.0 * Math.min(light, 1 - light);
        StringBuilder colour = new StringBuilder("#");
        for (int offset : new int[] {0, 8, 4}) {
            double k = (offset + hue / 30.0) % 12;
            double part = light - chroma * Math.max(-1, Math.min(Math.min(k - 3, 9 - k), 1));
            colour.append(String.format(Locale.ROOT, "%02x", Math.round(part * 255)));
        }
        return colour.toString();
    }
}
