package dev.laurel.spi.activity;

import java.util.List;
import java.util.Objects;

/** What a delivery held, and what the source expects to hear. Immutable. */
public final class Receipt {
    private final List<Activity> activities;
    private final List<Reject> rejects;
    private final int replyStatus;
    private final String replyType;
    private final byte[] reply;

    private Receipt(List<Activity> activities, List<Reject> rejects, int replyStatus, String replyType, byte[] reply) {
        this.activities = List.copyOf(activities);
        this.rejects = List.copyOf(rejects);
        this.replyStatus = replyStatus;
        this.replyType = replyType;
        this.reply = reply;
    }

    /**
     * Activities, answered with 204 once they are committed.
     *
     * @param activities what happened
     * @return the receipt
     */
    public static Receipt of(List<Activity> activities) {
        return new Receipt(activities, List.of(), 204, "", new byte[0]);
    }

    /**
     * The same with what could not be read.
     *
     * @param rejects the rejects
     * @return a copy
     */
    public Receipt rejects(List<Reject> rejects) {
        return new Receipt(activities, rejects, replyStatus, replyType, reply);
    }

    /**
     * The same with the reply that the source expects, for example to a challenge.
     *
     * @param status an HTTP status, 200 to 599
     * @param contentType the media type of the body
     * @param body the body
     * @return a copy
     * @throws IllegalArgumentException if the status is out of bounds
     */
    public Receipt reply(int status, String contentType, byte[] body) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("a reply has a status from 200 to 599, not " + status);
        }
        return new Receipt(
                activities, rejects, status, Objects.requireNonNull(contentType, "contentType"), body.clone());
    }

    /** {@return what happened} */
    public List<Activity> activities() {
        return activities;
    }

    /** {@return what could not be read} */
    public List<Reject> rejects() {
        return rejects;
    }

    /** {@return the HTTP status of the reply} */
    public int replyStatus() {
        return replyStatus;
    }

    /** {@return the media type of the reply; empty if it has no body} */
    public String replyType() {
        return replyType;
    }

    /** {@return a copy of the reply's body} */
    public byte[] reply() {
        return reply.clone();
    }

    @Override
    public String toString() {
        return activities.size() + " activities, " + rejects.size() + " rejects, reply " + replyStatus;
    }
}
