package dev.laurel.intake;

/**
 * Says for most ids that are not in a run that they are not: a Bloom filter of ten bits an id, six of them set, all
 * in one block of 512 bits, so that asking touches one line of memory. Wrong for about one id in a hundred that is
 * not there, never for one that is.
 */
final class IdFilter {
    private static final int BLOCK = 8;
    private static final int BITS_AN_ID = 10;
    private static final int BITS_SET = 6;

    private final long[] words;

    /** An empty filter for so many ids. */
    IdFilter(long ids) {
        this.words = new long[words(ids)];
    }

    static int words(long ids) {
        return (int) Math.max(1, (ids * BITS_AN_ID + 64 * BLOCK - 1) / (64 * BLOCK)) * BLOCK;
    }

    void add(long key) {
        long bits = mixed(key);
        int block = block(bits);
        long choice = mixed(bits);
        for (int i = 0; i < BITS_SET; i++, choice >>>= 9) {
            words[block + (int) (choice >>> 6 & BLOCK - 1)] |= 1L << choice;
        }
    }

    boolean mayHold(long key) {
        long bits = mixed(key);
        int block = block(bits);
        long choice = mixed(bits);
        for (int i = 0; i < BITS_SET; i++, choice >>>= 9) {
            if ((words[block + (int) (choice >>> 6 & BLOCK - 1)] & 1L << choice) == 0) {
                return false;
            }
        }
        return true;
    }

    int words() {
        return words.length;
    }

    long word(int index) {
        return words[index];
    }

    void word(int index, long word) {
        words[index] = word;
    }

    long heapBytes() {
        return 16 + 8L * words.length;
    }

    private int block(long bits) {
        return (int) (((bits >>> 32) * (words.length / BLOCK)) >>> 32) * BLOCK;
    }

    /** In files by way of the filters: it never changes. */
    private static long mixed(long key) {
        long bits = (key ^ key >>> 30) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
        return bits ^ bits >>> 31;
    }
}
