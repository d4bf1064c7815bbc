package dev.laurel.samplehost.showcase;

/** Whether somebody may be shown, by name and avatar, where others see it. */
public enum Consent {
    /** Was asked and agreed. */
    AGREED,
    /** Was asked, or not, and said no. */
    OPTED_OUT,
    /** Was never asked. */
    NEVER_ASKED
}
