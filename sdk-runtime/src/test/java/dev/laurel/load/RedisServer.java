package dev.laurel.load;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Redis of our own on this machine, as it comes but without saving, and a connection to it. It lives in a temporary
 * folder, and goes with it.
 */
final class RedisServer implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int TRIES = 100;
    private static final byte[] END = {'\r', '\n'};

    private final Process process;
    private final Path folder;
    private final Thread lastResort;
    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    private RedisServer(Process process, Path folder, int port) throws IOException, InterruptedException {
        this.process = process;
        this.folder = folder;
        lastResort = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastResort);
        socket = connect(process, port);
        socket.setTcpNoDelay(true);
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
    }

    /** {@return a server with nothing in it, or null if this machine has none} */
    static @Nullable RedisServer start() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path folder = Files.createTempDirectory("laurel-redis");
        Process process;
        try {
            process = new ProcessBuilder(
                            "redis-server",
                            "--port",
                            Integer.toString(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--appendonly",
                            "no",
                            "--dir",
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // There is none: the caller says so, and how to get one.
            Files.delete(folder);
            return null;
        }
        try {
            return new RedisServer(process, folder, port);
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly().waitFor();
            remove(folder);
            throw e;
        }
    }

    private static Socket connect(Process process, int port) throws IOException, InterruptedException {
        for (int i = 0; ; i++) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return socket;
            } catch (IOException e) {
                socket.close();
                if (i == TRIES || !process.isAlive()) {
                    throw new IOException("redis-server does not answer on port " + port + ": start it by hand", e);
                }
                Thread.sleep(50);
            }
        }
    }

    /** Puts a command into the pipeline. */
    void send(String... words) {
        try {
            head('*', words.length);
            for (String word : words) {
                byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
                head('$', bytes.length);
                out.write(bytes);
                out.write(END);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void head(char kind, int number) throws IOException {
        out.write(kind);
        out.write(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
        out.write(END);
    }

    /** Sends what is in the pipeline. */
    void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what a command answers, and what is nested in the answer, one after the other} */
    List<String> ask(String... words) {
        send(words);
        flush();
        return answer();
    }

    /** {@return the answer to the oldest command that has none yet} */
    List<String> answer() {
        List<String> answer = new ArrayList<>(1);
        try {
            read(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer;
    }

    private void read(List<String> into) throws IOException {
        String line = line();
        String rest = line.substring(1);
        switch (line.charAt(0)) {
            case '+', ':' -> into.add(rest);
            case '$' -> {
                int length = Integer.parseInt(rest);
                if (length >= 0) {
                    into.add(new String(in.readNBytes(length), StandardCharsets.US_ASCII));
                    in.skipNBytes(END.length);
                }
            }
            case '*' -> {
                for (int i = Integer.parseInt(rest); i > 0; i--) {
                    read(into);
                }
            }
            default -> throw new IOException("redis-server answers " + line);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.readUnsignedByte(); b != '\r'; b = in.readUnsignedByte()) {
            line.append((char) b);
        }
        in.readByte();
        return line.toString();
    }

    /** {@return a line of what the server tells about itself} */
    String info(String section, String name) {
        return ask("INFO", section)
                .get(0)
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    /** {@return the CPU time the server has used so far, its own and the kernel's for it, in seconds} */
    double cpuSeconds() {
        return Double.parseDouble(info("cpu", "used_cpu_user")) + Double.parseDouble(info("cpu", "used_cpu_sys"));
    }

    @Override
    public void close() throws IOException {
        socket.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(lastResort);
        remove(folder);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
