package dev.laurel.intake;

/**
 * Why an activity is not acceptable.
 *
 * @param code upper case, words joined by underscores
 * @param message what is wrong, where, and what to do; without personal data
 */
public record Refusal(String code, String message) {}
