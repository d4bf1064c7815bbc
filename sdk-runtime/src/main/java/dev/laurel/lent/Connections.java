package dev.laurel.lent;

import io.vertx.core.http.HttpConnection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The connections that wait to be used again: a bounded number, those that wait longest are closed first. */
final class Connections {
    private final int most;
    private final Set<HttpConnection> idle = new LinkedHashSet<>();

    Connections(int most) {
        this.most = most;
    }

    /**
     * Says that a connection is in use.
     *
     * @return whether it had been used before, and may have been closed by the other side meanwhile
     */
    boolean taken(HttpConnection connection) {
        // What is wrong with it, its request is told too. Without a handler it would be in the log, as the other side
        // put it.
        connection.exceptionHandler(fault -> {});
        return forget(connection);
    }

    private synchronized boolean forget(HttpConnection connection) {
        return idle.remove(connection);
    }

    /** Says that a connection is free for others. */
    void left(HttpConnection connection) {
        List<HttpConnection> tooMany = new ArrayList<>();
        connection.closeHandler(closed -> forget(connection));
        synchronized (this) {
            idle.add(connection);
            while (idle.size() > most) {
                HttpConnection eldest = idle.iterator().next();
                idle.remove(eldest);
                tooMany.add(eldest);
            }
        }
        tooMany.forEach(HttpConnection::close);
    }

    synchronized int idle() {
        return idle.size();
    }
}
