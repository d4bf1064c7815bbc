package dev.laurel.lent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class UnpackingTest {
    private static final byte[] TEXT =
            "a text that says the same, the same, the same again ".repeat(500).getBytes(StandardCharsets.UTF_8);

    static byte[] gzip(byte[] plain) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    static byte[] deflate(byte[] plain, boolean bare) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, bare);
        deflater.setInput(plain);
        deflater.finish();
        byte[] out = new byte[plain.length + 100];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    private static byte[] unpack(Packing packing, byte[] packed, int piece) throws Exception {
        Body body = new Body("https://forum.example", 1_000_000);
        try (Unpacking unpacking = new Unpacking(packing, body)) {
            for (int at = 0; at < packed.length; at += piece) {
                unpacking.add(Arrays.copyOfRange(packed, at, Math.min(packed.length, at + piece)));
            }
            unpacking.end();
        }
        return body.bytes();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] each : parts) {
            out.writeBytes(each);
        }
        return out.toByteArray();
    }

    @Test
    void givenAPackedBody_whenItComesInPiecesOfAnySize_thenItIsUnpacked() throws Exception {
        for (int piece : List.of(1, 2, 7, 100, 1_000_000)) {
            assertThat(unpack(Packing.GZIP, gzip(TEXT), piece))
                    .as("gzip by %s", piece)
                    .isEqualTo(TEXT);
            assertThat(unpack(Packing.DEFLATE, deflate(TEXT, false), piece))
                    .as("zlib by %s", piece)
                    .isEqualTo(TEXT);
            assertThat(unpack(Packing.DEFLATE, deflate(TEXT, true), piece))
                    .as("bare by %s", piece)
                    .isEqualTo(TEXT);
            assertThat(unpack(Packing.NONE, TEXT, piece))
                    .as("plain by %s", piece)
                    .isEqualTo(TEXT);
        }
    }

    @Test
    void givenSeveralGzipMembersAndPadding_whenTheyAreUnpacked_thenTheyAreOneBody() throws Exception {
        byte[] packed = joined(gzip(TEXT), gzip(new byte[0]), gzip(TEXT), new byte[20]);

        for (int piece : List.of(1, 13, 1_000_000)) {
            assertThat(unpack(Packing.GZIP, packed, piece)).isEqualTo(joined(TEXT, TEXT));
        }
    }

    @Test
    void givenAGzipHeaderWithEverythingInIt_whenItIsRead_thenItIsPassedOver() throws Exception {
        byte[] usual = gzip(TEXT);
        byte[] header = {0x1f, (byte) 0x8b, 8, 31, 1, 2, 3, 4, 0, 3};
        byte[] extra = {3, 0, 'x', 0, 'y'};
        byte[] packed = joined(
                header,
                extra,
                "name\0comment\0".getBytes(StandardCharsets.ISO_8859_1),
                new byte[] {9, 9},
                Arrays.copyOfRange(usual, 10, usual.length));

        for (int piece : List.of(1, 3, 1_000_000)) {
            assertThat(unpack(Packing.GZIP, packed, piece)).isEqualTo(TEXT);
        }
    }

    @Test
    void givenADamagedBody_whenItIsUnpacked_thenTheSentenceSaysSo() throws Exception {
        byte[] whole = gzip(TEXT);
        byte[] wrongSum = whole.clone();
        wrongSum[whole.length - 5] ^= 1;
        byte[] wrongLength = whole.clone();
        wrongLength[whole.length - 1] ^= 1;
        byte[] wrongData = whole.clone();
        wrongData[12] ^= (byte) 0xff;
        List<byte[]> damaged = List.of(
                wrongSum,
                wrongLength,
                wrongData,
                Arrays.copyOf(whole, whole.length - 1),
                Arrays.copyOf(whole, whole.length - 20),
                Arrays.copyOf(whole, 5),
                TEXT);
        for (byte[] each : damaged) {
            assertThatThrownBy(() -> unpack(Packing.GZIP, each, 10))
                    .isInstanceOf(UnfitAnswerException.class)
                    .hasMessageContaining("https://forum.example")
                    .hasMessageContaining("damaged");
        }
        assertThatThrownBy(() -> unpack(Packing.DEFLATE, Arrays.copyOf(deflate(TEXT, true), 30), 10))
                .isInstanceOf(UnfitAnswerException.class);
        assertThat(unpack(Packing.GZIP, new byte[0], 10)).isEmpty();
    }

    @Test
    void givenABombWithoutEnd_whenItIsUnpacked_thenItEndsAtTheBoundWithoutBeingRead() throws Exception {
        byte[] block = Bombs.block();
        Body body = new Body("https://forum.example", 8 * 1024 * 1024);
        int[] pieces = {0};
        try (Unpacking unpacking = new Unpacking(Packing.GZIP, body)) {
            unpacking.add(Bombs.header());
            assertThatThrownBy(() -> {
                        while (true) {
                            unpacking.add(block);
                            pieces[0]++;
                        }
                    })
                    .isInstanceOf(UnfitAnswerException.class)
                    .hasMessageContaining("8388608 bytes")
                    .hasMessageContaining("HttpBounds.bodyBytes");
        }
        assertThat(pieces[0]).as("mebibytes that were unpacked").isEqualTo(8);
        assertThat(body.bytes()).hasSizeLessThanOrEqualTo(8 * 1024 * 1024);
    }

    @Test
    void givenTheHeaderOfAnAnswer_whenItIsRead_thenWhatIsPackedTwiceOrStrangelyIsRefused() throws Exception {
        assertThat(Packing.of("h", List.of())).isEqualTo(Packing.NONE);
        assertThat(Packing.of("h", List.of("identity"))).isEqualTo(Packing.NONE);
        assertThat(Packing.of("h", List.of("GZIP"))).isEqualTo(Packing.GZIP);
        assertThat(Packing.of("h", List.of("x-gzip"))).isEqualTo(Packing.GZIP);
        assertThat(Packing.of("h", List.of(" Deflate "))).isEqualTo(Packing.DEFLATE);
        for (List<String> each :
                List.of(List.of("br"), List.of("gzip, gzip"), List.of("gzip", "deflate"), List.of("zstd"))) {
            assertThatThrownBy(() -> Packing.of("h", each))
                    .isInstanceOf(UnfitAnswerException.class)
                    .hasMessageContaining("gzip, deflate");
        }
    }

    /** Zeros by the mebibyte, each packed to a kibibyte. */
    static final class Bombs {
        static final int PLAIN = 1024 * 1024;

        private Bombs() {}

        static byte[] header() {
            return new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};
        }

        static byte[] block() {
            Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
            deflater.setInput(new byte[PLAIN]);
            byte[] out = new byte[10_000];
            int length = deflater.deflate(out, 0, out.length, Deflater.FULL_FLUSH);
            deflater.end();
            return Arrays.copyOf(out, length);
        }

        /** What ends a bomb of so many blocks: an empty last block, the checksum, and the length. */
        static byte[] trailer(int blocks) {
            CRC32 sum = new CRC32();
            byte[] zeros = new byte[PLAIN];
            for (int i = 0; i < blocks; i++) {
                sum.update(zeros);
            }
            byte[] out = new byte[10];
            out[0] = 3;
            long both = sum.getValue() | ((long) blocks * PLAIN) << 32;
            for (int i = 0; i < 8; i++) {
                out[2 + i] = (byte) (both >> (8 * i));
            }
            return out;
        }
    }

    @Test
    void givenABombWithinTheBound_whenItIsUnpacked_thenItIsJustALargeBody() throws Exception {
        byte[] block = Bombs.block();
        Body body = new Body("https://forum.example", 3L * Bombs.PLAIN);
        try (Unpacking unpacking = new Unpacking(Packing.GZIP, body)) {
            unpacking.add(joined(Bombs.header(), block, block, block, Bombs.trailer(3)));
            unpacking.end();
        }
        assertThat(body.bytes()).hasSize(3 * Bombs.PLAIN);
    }
}
