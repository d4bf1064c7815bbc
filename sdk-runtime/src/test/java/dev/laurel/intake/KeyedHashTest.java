package dev.laurel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.intake.KeyedHash.Domain;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class KeyedHashTest {
    private static final SecretKey SECRET = secret(1);

    private final KeyedHash hash = new KeyedHash(SECRET);

    @Test
    void givenTextInUtf8_whenHashed_thenItIsTheMacOfItsParts() throws Exception {
        byte[] source = "forum".getBytes(StandardCharsets.UTF_8);
        byte[] id = "ünï-7".getBytes(StandardCharsets.UTF_8);
        byte[] input = ByteBuffer.allocate(5 + source.length + id.length)
                .put((byte) 2)
                .putInt(source.length)
                .put(source)
                .put(id)
                .array();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(SECRET);
        ByteBuffer expected = ByteBuffer.wrap(mac.doFinal(input));

        assertThat(hashed(hash, Domain.OBJECT, "forum", "ünï-7"))
                .containsExactly(expected.getLong(), expected.getLong());
    }

    @Test
    void givenPartsThatReadTheSameInARow_whenHashed_thenTheyDiffer() {
        Set<List<Long>> seen = new HashSet<>();
        for (Domain domain : Domain.values()) {
            for (String[] parts :
                    new String[][] {{"ab", "c"}, {"a", "bc"}, {"", "abc"}, {"abc", ""}, {"", ""}, {"\0", ""}, {"", "\0"}
                    }) {
                long[] out = hashed(hash, domain, parts[0], parts[1]);
                assertThat(seen.add(List.of(out[0], out[1])))
                        .as("%s %s|%s", domain, parts[0], parts[1])
                        .isTrue();
            }
        }
    }

    @Test
    void givenLoneSurrogates_whenHashed_thenTheyDifferFromEachOtherAndFromTheirReplacement() {
        Set<Long> seen = new HashSet<>();
        for (String id : List.of("\uD800", "\uDC00", "\uDBFF", "?", "\uFFFD", "\uD83D\uDE00", "\uDE00\uD83D")) {
            assertThat(seen.add(hashed(hash, Domain.IDENTITY, "s", id)[0])).isTrue();
        }
    }

    @Test
    void givenAnotherSecret_whenHashed_thenEverythingDiffers() {
        KeyedHash other = new KeyedHash(secret(2));

        assertThat(hashed(other, Domain.IDENTITY, "s", "7")).isNotEqualTo(hashed(hash, Domain.IDENTITY, "s", "7"));
        assertThat(other.digest(new byte[] {7})).isNotEqualTo(hash.digest(new byte[] {7}));
    }

    @Test
    void givenALongIdBetweenShortOnes_whenHashed_thenEachIsRight() {
        String longId = "x".repeat(100_000);
        long[] shortBefore = hashed(hash, Domain.ACTIVITY, "s", "1");
        long[] longOnce = hashed(hash, Domain.ACTIVITY, "s", longId);

        assertThat(hashed(hash, Domain.ACTIVITY, "s", "1")).isEqualTo(shortBefore);
        assertThat(hashed(new KeyedHash(SECRET), Domain.ACTIVITY, "s", longId)).isEqualTo(longOnce);
    }

    @Test
    void givenContent_whenDigested_thenOneBitMatters() {
        byte[] content = new byte[300];
        Set<Long> seen = new HashSet<>();
        seen.add(hash.digest(content));
        for (int bit = 0; bit < content.length * 8; bit++) {
            content[bit / 8] ^= (byte) (1 << bit % 8);
            seen.add(hash.digest(content));
            content[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(seen).hasSize(1 + content.length * 8);
    }

    @Test
    void givenManyThreads_whenTheyHashAtOnce_thenEachGetsItsOwnAnswer() throws Exception {
        long[][] expected = new long[500][];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = hashed(new KeyedHash(SECRET), Domain.IDENTITY, "s", "id-" + i);
        }
        ExecutorService threads = Executors.newFixedThreadPool(40);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int t = 0; t < 40; t++) {
                tasks.add(() -> {
                    for (int i = 0; i < expected.length; i++) {
                        assertThat(hashed(hash, Domain.IDENTITY, "s", "id-" + i))
                                .isEqualTo(expected[i]);
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static long[] hashed(KeyedHash hash, Domain domain, String source, String id) {
        long[] out = new long[2];
        hash.hash(domain, source, id, out);
        return out;
    }

    private static SecretKey secret(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}
