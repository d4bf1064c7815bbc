package dev.laurel.testkit.contract;

import java.util.regex.Pattern;

/** How things may be called; the same as in the runtime. */
final class Names {
    /** What a name has to be, as the end of a sentence. */
    static final String FORM =
            "a name is lower-case letters and digits, words joined by single hyphens, at most 64 letters long";

    /** What a code has to be, as the end of a sentence. */
    static final String CODE_FORM = "a code is upper-case letters, digits and underscores, at most 64 letters long";

    private static final int LONGEST = 64;
    private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9_]{1,64}");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

    private Names() {}

    static boolean isKebab(String name) {
        return name.length() <= LONGEST && KEBAB.matcher(name).matches();
    }

    static boolean isCode(String code) {
        return CODE.matcher(code).matches();
    }

    /** {@return whether an activity may be of this type} */
    static boolean isType(String type) {
        return TYPE.matcher(type).matches();
    }
}
