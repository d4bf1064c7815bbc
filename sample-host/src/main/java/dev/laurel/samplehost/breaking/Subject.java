package dev.laurel.samplehost.breaking;

import dev.laurel.Community;
import dev.laurel.Laurel;
import dev.laurel.LaurelBuilder;
import dev.laurel.Web;
import dev.laurel.view.ConnectorStatus;
import dev.laurel.view.LaurelException;
import dev.laurel.view.VerifyReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The process on trial: a host that embeds Laurel and serves its API, and nothing else. What it is asked comes in as a line,
 * the answer goes out as one. It ends when nobody is left who could ask.
 */
public final class Subject {
    static final String COMMUNITY = "town";
    static final String BAD = "bad-plugins";
    static final String READY = "ready";
    static final String REFUSED = "refused";
    static final String FIELDS = "\t";

    private static final int ORPHANED = 3;

    private Subject() {}

    /**
     * Serves a community until told to close, or until the process that started it is gone.
     *
     * @param args the folder of the store, and {@code bad-plugins} if it is to have these too
     * @throws IOException if what is asked cannot be read
     */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        long told;
        try (Laurel laurel = start(Path.of(args[0]), List.of(args).contains(BAD));
                Web web = laurel.web()) {
            say(READY, web.start(0).toString(), web.operatorToken());
            serve(laurel.community(COMMUNITY));
            told = System.nanoTime();
        } catch (LaurelException e) {
            say(REFUSED, String.valueOf(e.getMessage()));
            return;
        }
        say("closed", String.valueOf(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - told)));
    }

    /** Answers questions until told to close. */
    private static void serve(Community town) throws IOException, InterruptedException, ExecutionException {
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = asked.readLine(); line != null; line = asked.readLine()) {
            if (line.equals("close")) {
                return;
            }
            answer(line, town);
        }
        // Whoever started this is gone, perhaps killed: as hard an end as any other here.
        Runtime.getRuntime().halt(ORPHANED);
    }

    private static Laurel start(Path folder, boolean bad) {
        LaurelBuilder builder = Laurel.builder()
                .directory(folder)
                .classPath(Subject.class.getClassLoader())
                .waitUpTo(Duration.ofSeconds(10));
        return builder.community(COMMUNITY, town -> {
                    town.rules("trial/thanks");
                    if (bad) {
                        town.rules("trial/throwing").connector("trial/hanging", "void", Map.of());
                    }
                })
                .start();
    }

    private static void answer(String question, Community town) throws InterruptedException, ExecutionException {
        switch (question) {
            case "verify" -> {
                VerifyReport report = town.verify().get();
                say(
                        String.valueOf(report.activities()),
                        String.valueOf(report.entries()),
                        String.join(" ", report.problems()));
            }
            case "failures" -> {
                List<String> failures = town.ruleFailures();
                say(String.valueOf(failures.size()), String.join(" ", failures));
            }
            case "connectors" -> {
                ConnectorStatus status = town.connectors().get(0);
                say(status.connector(), status.state().name(), String.valueOf(status.upToDate()), status.failure());
            }
            default -> say("", question);
        }
    }

    private static void say(String... fields) {
        System.out.println(String.join(FIELDS, fields).replaceAll("\\R", " "));
        System.out.flush();
    }
}
