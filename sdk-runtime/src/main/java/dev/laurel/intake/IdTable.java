package dev.laurel.intake;

import java.util.Arrays;

/**
 * Finds numbers by id, in eight bytes a slot: 32 bits of the id and 32 of the number, in open addressing. A hit is
 * verified against the id in full, which is in a page.
 *
 * <p>There are 1,024 buckets by the first bits of the id, each of its own size, so that growing is a short pause for
 * one of them at a time. Their sizes are staggered, each a little larger than the last, so that they do not all grow
 * at the same time, and all of them together are always filled the same: 69 % on average, hence 12 bytes an id.
 */
final class IdTable {
    static final int BUCKETS = 1024;

    private static final int SMALLEST = 8;
    private static final double GROWTH = 1.4;
    private static final double FULL = 0.8;

    private final long[][] buckets = new long[BUCKETS][];
    private final int[] entries = new int[BUCKETS];
    private final byte[] steps = new byte[BUCKETS];
    private long slots;

    /** Room for about so many ids without growing. */
    IdTable(long expected) {
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            steps[bucket] = fitting(bucket, expected / BUCKETS);
            buckets[bucket] = new long[capacity(bucket, steps[bucket])];
            slots += buckets[bucket].length;
        }
    }

    /** The first 42 bits of an id: ten choose the bucket, 32 the place in it and are kept there. */
    static long key(long hi) {
        return hi >>> 22;
    }

    /** The number of an id, or -1. */
    long find(long hi, long lo, IdPages pages) {
        long key = key(hi);
        long[] bucket = buckets[bucket(key)];
        int slot = locate(bucket, key, hi, lo, pages);
        return slot < 0 ? -1 : number(bucket[slot]);
    }

    /** What stands where the search for an id begins. */
    long near(long hi) {
        long key = key(hi);
        long[] bucket = buckets[bucket(key)];
        return bucket[place(key, bucket.length)];
    }

    /** Remembers a number under its id. The number whose place it takes, or -1. */
    long put(long hi, long lo, long number, IdPages pages) {
        long key = key(hi);
        long[] bucket = buckets[bucket(key)];
        int slot = locate(bucket, key, hi, lo, pages);
        if (slot < 0) {
            insert(key, number);
            return -1;
        }
        long replaced = number(bucket[slot]);
        bucket[slot] = packed(key, number);
        return replaced;
    }

    /** Remembers what was remembered before, without verifying. False if what it is to replace is not there. */
    boolean load(long key, long number, long replaced) {
        if (replaced < 0) {
            insert(key, number);
            return true;
        }
        long[] bucket = buckets[bucket(key)];
        long wanted = packed(key, replaced);
        int slot = place(key, bucket.length);
        while (bucket[slot] != wanted) {
            if (bucket[slot] == 0) {
                return false;
            }
            slot = next(slot, bucket.length);
        }
        bucket[slot] = packed(key, number);
        return true;
    }

    /** The entries of a bucket with numbers in a range, sorted by id: 32 bits of it and 32 of the number each. */
    long[] sorted(int bucket, long from, long to) {
        long[] found = new long[entries[bucket]];
        int count = 0;
        for (long slot : buckets[bucket]) {
            if (slot != 0 && number(slot) >= from && number(slot) < to) {
                // Without the one that keeps a slot from being 0. Flipped, because sorting takes the first bit for a
                // sign.
                found[count++] = (slot - 1) ^ Long.MIN_VALUE;
            }
        }
        Arrays.sort(found, 0, count);
        for (int i = 0; i < count; i++) {
            found[i] ^= Long.MIN_VALUE;
        }
        return Arrays.copyOf(found, count);
    }

    /** Forgets the numbers of a bucket below a bound. */
    void sweep(int bucket, long below) {
        long[] before = buckets[bucket];
        int kept = 0;
        for (long slot : before) {
            kept += slot != 0 && number(slot) >= below ? 1 : 0;
        }
        if (kept == entries[bucket]) {
            return;
        }
        steps[bucket] = fitting(bucket, kept);
        rebuild(bucket, below);
        entries[bucket] = kept;
    }

    int slots(int bucket) {
        return buckets[bucket].length;
    }

    long heapBytes() {
        return 8 * slots + (16L + 8) * BUCKETS + 4L * BUCKETS + BUCKETS + 3 * 16;
    }

    private static int locate(long[] bucket, long key, long hi, long lo, IdPages pages) {
        int print = (int) key;
        int slot = place(key, bucket.length);
        while (true) {
            long entry = bucket[slot];
            if (entry == 0) {
                return -1;
            }
            if ((int) (entry >>> 32) == print && pages.matches(number(entry), hi, lo)) {
                return slot;
            }
            slot = next(slot, bucket.length);
        }
    }

    private void insert(long key, long number) {
        int bucket = bucket(key);
        if (entries[bucket] >= buckets[bucket].length * FULL) {
            steps[bucket]++;
            rebuild(bucket, 0);
        }
        entries[bucket]++;
        place(buckets[bucket], packed(key, number));
    }

    private void rebuild(int bucket, long from) {
        long[] before = buckets[bucket];
        long[] after = new long[capacity(bucket, steps[bucket])];
        for (long slot : before) {
            if (slot != 0 && number(slot) >= from) {
                place(after, slot);
            }
        }
        buckets[bucket] = after;
        slots += after.length - before.length;
    }

    private static void place(long[] bucket, long entry) {
        int slot = place(entry >>> 32, bucket.length);
        while (bucket[slot] != 0) {
            slot = next(slot, bucket.length);
        }
        bucket[slot] = entry;
    }

    /** Multiplies instead of dividing, so that a bucket may have any size. */
    private static int place(long key, int length) {
        return (int) (((key & 0xFFFFFFFFL) * length) >>> 32);
    }

    private static int next(int slot, int length) {
        return slot + 1 == length ? 0 : slot + 1;
    }

    private static int bucket(long key) {
        return (int) (key >>> 32);
    }

    /** One is added to the number, so that no entry is 0. */
    private static long packed(long key, long number) {
        return key << 32 | (number + 1);
    }

    private static long number(long entry) {
        return (entry & 0xFFFFFFFFL) - 1;
    }

    private static byte fitting(int bucket, long entries) {
        byte step = 0;
        while (entries > capacity(bucket, step) * FULL) {
            step++;
        }
        return step;
    }

    private static int capacity(int bucket, int step) {
        return (int) (SMALLEST * Math.pow(GROWTH, step + bucket / (double) BUCKETS));
    }
}
