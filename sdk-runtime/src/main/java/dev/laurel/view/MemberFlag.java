package dev.laurel.view;

/** What keeps a member off every leaderboard. What they earn is kept as anybody's, and counts again once it is taken back. */
public enum MemberFlag {
    /** The member does not want to be shown. */
    OPTED_OUT,
    /** Works for the company. What staff do does not move leaderboards of objects. */
    STAFF,
    /** Not a person. What bots do does not move leaderboards of objects. */
    BOT
}
