package dev.laurel.pipeline;

import dev.laurel.view.LaurelException;

/** What a partition says when it cannot do what it was asked for. */
final class Reasons {
    private final String community;

    Reasons(String community) {
        this.community = community;
    }

    LaurelException failed(Throwable failure) {
        return new LaurelException(
                "community " + community + " could not commit, and nothing of the batch was kept: "
                        + failure.getMessage(),
                failure);
    }

    LaurelException broken(Throwable failure) {
        return new LaurelException(
                "community " + community
                        + " could not be opened again after a failed commit, and will be tried again: "
                        + failure.getMessage(),
                failure);
    }

    LaurelException undecided(RuntimeException failure) {
        return new LaurelException(
                "community " + community + " could not decide this, and did nothing: " + failure, failure);
    }

    LaurelException followed() {
        return new LaurelException("community " + community
                + " is open in another process and only followed here: write there, or stop the other process");
    }

    LaurelException shut() {
        return new LaurelException("community " + community
                + " is closed, because Laurel was: nothing of this was taken; start Laurel again and send it then");
    }
}
