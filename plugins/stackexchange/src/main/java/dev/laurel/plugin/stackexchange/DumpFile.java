package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.activity.Activity;
import java.util.Set;

/**
 * The files of a dump that are read. At the same instant the earlier one goes first, so that an account is there before
 * its posts, and a post before its votes.
 */
enum DumpFile {
    USERS("Users.xml", "users", true, UserRows.FIELDS, UserRows::activity),
    POSTS("Posts.xml", "posts", true, PostRows.FIELDS, PostRows::activity),
    COMMENTS("Comments.xml", "comments", false, CommentRows.FIELDS, CommentRows::activity),
    VOTES("Votes.xml", "votes", true, VoteRows.FIELDS, VoteRows::activity);

    /** Says what a row means. */
    @FunctionalInterface
    private interface Translation {
        Activity activity(Row row) throws BadRowException;
    }

    private final String fileName;
    private final String root;
    private final boolean required;
    private final Set<String> fields;
    private final Translation translation;

    DumpFile(String fileName, String root, boolean required, Set<String> fields, Translation translation) {
        this.fileName = fileName;
        this.root = root;
        this.required = required;
        this.fields = fields;
        this.translation = translation;
    }

    String fileName() {
        return fileName;
    }

    /** {@return the name of the element that holds the rows} */
    String root() {
        return root;
    }

    boolean required() {
        return required;
    }

    /** {@return the attributes that are read; all others are passed over} */
    Set<String> fields() {
        return fields;
    }

    Activity activity(Row row) throws BadRowException {
        return translation.activity(row);
    }
}
