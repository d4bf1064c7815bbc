package dev.laurel.samplehost.breaking;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A call whose bytes need make no sense, which no client would send. Never blocks; one thread turns several. */
final class RawCall implements AutoCloseable {
    private static final long NANOS_A_MILLI = 1_000_000;
    private static final int ROOM = 1 << 16;
    private static final String HEAD_ENDS = "\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *([0-9]+)");

    private final Nonsense.Broken broken;
    private final SocketChannel channel;
    private final ByteBuffer request;
    private final ByteBuffer room = ByteBuffer.allocate(ROOM);
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final long begun = System.nanoTime();
    private boolean cut;
    private boolean ended;

    private RawCall(Nonsense.Broken broken, SocketChannel channel) {
        this.broken = broken;
        this.channel = channel;
        this.request = broken.request();
    }

    /** Connects, and sends nothing yet. */
    static RawCall to(URI address, Nonsense.Broken broken) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
        channel.configureBlocking(false);
        return new RawCall(broken, channel);
    }

    /** {@return what is sent} */
    Nonsense.Broken broken() {
        return broken;
    }

    /**
     * Sends and receives what can be, right now.
     *
     * @return whether the answer is whole, or there will be none
     */
    boolean turn() {
        try {
            send();
            receive();
        } catch (IOException e) {
            // The other end has closed; what it said before counts.
            ended = true;
        }
        return ended || isWhole();
    }

    private void send() {
        int until = request.limit();
        if (broken.bytesASecond() > 0) {
            long allowed = (System.nanoTime() - begun) / NANOS_A_MILLI * broken.bytesASecond() / 1000;
            request.limit((int) Math.min(until, Math.max(request.position(), allowed)));
        }
        try {
            while (!cut && request.hasRemaining() && channel.write(request) > 0) {
                // On and on, until the system takes no more.
            }
        } catch (IOException e) {
            // Whoever has heard enough may close; the answer may still be there.
            cut = true;
        }
        request.limit(until);
    }

    private void receive() throws IOException {
        int read = channel.read(room.clear());
        while (read > 0) {
            answer.write(room.array(), 0, read);
            read = channel.read(room.clear());
        }
        ended |= read < 0;
    }

    private boolean isWhole() {
        String said = said();
        int head = said.indexOf(HEAD_ENDS);
        Matcher length = LENGTH.matcher(said.toLowerCase(Locale.ROOT));
        return head >= 0
                && length.find()
                && answer.size() >= head + HEAD_ENDS.length() + Integer.parseInt(length.group(1));
    }

    private String said() {
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    /** {@return the milliseconds since it began} */
    long millis() {
        return (System.nanoTime() - begun) / NANOS_A_MILLI;
    }

    /** {@return the status of the answer; 0 if there is none} */
    int status() {
        Matcher status = Pattern.compile("^HTTP/1\\.[01] ([0-9]{3})").matcher(said());
        return status.find() ? Integer.parseInt(status.group(1)) : 0;
    }

    /** {@return the body of the answer} */
    String body() {
        String all = answer.toString(StandardCharsets.UTF_8);
        int head = all.indexOf(HEAD_ENDS);
        return head < 0 ? "" : all.substring(head + HEAD_ENDS.length());
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("a connection to this machine does not close", e);
        }
    }
}
