package dev.laurel;

import static dev.laurel.Town.NOON;
import static dev.laurel.Town.get;
import static dev.laurel.Town.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.laurel.spi.activity.Activity;
import dev.laurel.view.Caller;
import dev.laurel.view.Change;
import dev.laurel.view.DeclineLine;
import dev.laurel.view.Watch;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What changes is told as it happens: to hosts, and over HTTP to pages. */
class LiveTest extends ServedTown {

    private int number;

    @Override
    Web admitting(Web open) {
        return open.access(context -> Future.succeededFuture(Caller.member("town", key("ada"))));
    }

    private void thanks(String to) {
        number++;
        get(town.record(Town.SOURCE, Town.thanks("t" + number, "ben", to, NOON.plusMillis(number))));
    }

    @Test
    void givenAWatcher_whenSomethingChanges_thenItHearsOfWhomAndThatItIsShown() throws Exception {
        thanks("ada");
        long ada = get(town.member(key("ada"))).orElseThrow().member();
        List<Change> heard = new CopyOnWriteArrayList<>();
        try (Watch watching = town.watch(heard::add)) {
            assertThat(watching).isNotNull();
            thanks("ada");
            await().atMost(Town.soon()).until(() -> heard.stream().anyMatch(change -> change.concerns(ada)));
            assertThat(heard).anyMatch(Change::leaderboards);
            assertThat(heard).noneMatch(Change::everybody);
        }
        int before = heard.size();
        thanks("ada");
        get(town.memberCount());
        assertThat(heard).hasSize(before);
    }

    @Test
    void givenASlowWatcher_whenMuchChanges_thenItIsNeverCalledByTwoAndHearsTheRestInOnePiece() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch recorded = new CountDownLatch(1);
        List<Long> members = new CopyOnWriteArrayList<>();
        try (Watch watching = town.watch(change -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            calls.incrementAndGet();
            members.addAll(change.members());
            TownPlugin.await(recorded);
            inside.decrementAndGet();
        })) {
            assertThat(watching).isNotNull();
            for (int i = 0; i < 40; i++) {
                thanks("m" + i);
            }
            recorded.countDown();
            List<Long> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                all.add(get(town.member(key("m" + i))).orElseThrow().member());
            }
            await().atMost(Town.soon()).untilAsserted(() -> assertThat(members).containsAll(all));
        }
        assertThat(most.get()).isEqualTo(1);
        assertThat(calls.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void givenSomethingRefused_whenAskedWhyNot_thenTheRuleAndTheReasonAreTold() {
        get(town.record(Town.SOURCE, Town.visit("v1", "ada", NOON)));
        get(town.record(Town.SOURCE, Town.visit("v2", "ada", NOON.plusSeconds(1))));

        DeclineLine line = get(town.declines(key("ada"), 10)).get(0);
        assertThat(line.code()).isEqualTo("LIMIT_ONCE_A_DAY");
        assertThat(line.why().orElseThrow().in(Locale.ENGLISH)).isEqualTo("Only 1 a day counts.");
        assertThat(line.why().orElseThrow().in(Locale.FRENCH)).isEqualTo("Au plus 1 par jour compte.");
        assertThat(line.activityType()).isEqualTo("visit");
        assertThat(line.from()).contains(java.time.Instant.parse("2026-03-02T00:00:00Z"));

        get(town.record(
                Town.SOURCE,
                Activity.of("undo", "v3")
                        .at(NOON.plusSeconds(2))
                        .withdraws("v1")
                        .build()));
        assertThat(get(town.declines(key("ada"), 10))).isEmpty();
    }

    /** A reader of server-sent events that reads only when it is told to. */
    private final class Reader implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;

        Reader(String lastId) throws IOException {
            socket = new Socket();
            // So that little is on its way to who does not read.
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(root.getHost(), root.getPort()));
            socket.setSoTimeout(60_000);
            String last = lastId.isEmpty() ? "" : "Last-Event-ID: " + lastId + "\r\n";
            String request = "GET /v1/communities/town/changes HTTP/1.1\r\nHost: " + root.getAuthority() + "\r\n" + last
                    + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The next event of these names: its name, id and data. */
        String[] next(String... names) throws IOException {
            String[] event = {"", "", ""};
            while (true) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IOException("the stream ended");
                }
                if (line.startsWith("event: ")) {
                    event = new String[] {line.substring(7), "", ""};
                } else if (line.startsWith("id: ")) {
                    event[1] = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    event[2] = line.substring(6);
                } else if (line.isEmpty() && List.of(names).contains(event[0])) {
                    return event;
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void givenAnOpenPage_whenTheMemberEarns_thenItIsToldAndALostConnectionMissesNothing() throws Exception {
        thanks("ada");
        String last;
        try (Reader page = new Reader("")) {
            page.next("leaderboards");
            thanks("ada");
            String[] entry = page.next("entry");
            assertThat(new JsonObject(entry[2]).getLong("balance")).isEqualTo(20);
            assertThat(new JsonObject(entry[2]).getString("words")).isEqualTo("Somebody said thanks: 10 points");
            page.next("leaderboards");
            last = entry[1];
        }
        thanks("ada");
        thanks("ada");
        try (Reader page = new Reader(last)) {
            assertThat(new JsonObject(page.next("entry")[2]).getLong("balance")).isEqualTo(30);
            assertThat(new JsonObject(page.next("entry")[2]).getLong("balance")).isEqualTo(40);
        }
        for (int i = 0; i < 110; i++) {
            thanks("ada");
        }
        try (Reader page = new Reader(last)) {
            String[] reset = page.next("reset");
            thanks("ada");
            assertThat(page.next("entry")[1]).isGreaterThan(reset[1]);
        }
    }

    @Test
    void givenAnIdThatNobodyGave_whenAConnectionGoesOnFromIt_thenItStartsAnewAndMissesNothing() throws Exception {
        thanks("ada");
        for (String unknown : new String[] {"zzz", "0", "ffffffffffffffff-0000"}) {
            try (Reader page = new Reader(unknown)) {
                page.next("reset");
                thanks("ada");
                assertThat(new JsonObject(page.next("entry")[2]).getLong("balance"))
                        .isEqualTo(10L * number);
            }
        }
    }

    @Test
    void givenAReaderThatDoesNotRead_whenMuchChanges_thenNothingPilesUpAndItCatchesUp() throws Exception {
        thanks("ada");
        try (Reader page = new Reader("")) {
            page.next("leaderboards");
            for (int i = 0; i < 400; i++) {
                thanks("ada");
            }
            long balance = 0;
            long due = 4_010;
            while (balance < due) {
                String[] event = page.next("entry", "reset");
                if (event[0].equals("reset")) {
                    // Too much to tell one by one: whoever is told so asks, and is told again what comes after.
                    thanks("ada");
                    due += 10;
                } else {
                    balance = new JsonObject(event[2]).getLong("balance");
                }
            }
            assertThat(balance).isEqualTo(due);
        }
    }
}
