package dev.laurel.identity;

import java.util.Arrays;

/**
 * Numbers, from 0 in the order of their addition, for 128-bit keyed hashes. Open addressing over primitive arrays: about
 * 24 bytes an entry. Not safe for use by several threads.
 */
final class HashIndex {
    // Two for each number, side by side, so that a look-up touches one line of memory more than the slots.
    private long[] hashes = new long[128];
    private int[] slots = new int[128];
    private int size;

    HashIndex() {
        Arrays.fill(slots, -1);
    }

    int find(long high, long low) {
        int mask = slots.length - 1;
        for (int slot = spread(high) & mask; ; slot = (slot + 1) & mask) {
            int number = slots[slot];
            if (number < 0) {
                return -1;
            }
            if (hashes[2 * number] == high && hashes[2 * number + 1] == low) {
                return number;
            }
        }
    }

    /** {@return what stands where the search for a hash begins, to have it in the processor's cache when it does} */
    int near(long high) {
        return slots[spread(high) & (slots.length - 1)];
    }

    int add(long high, long low) {
        if (2 * size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * (size + (size >> 2) + 64));
        }
        int number = size++;
        hashes[2 * number] = high;
        hashes[2 * number + 1] = low;
        if (size * 4L > slots.length * 3L) {
            rehash();
        } else {
            place(number);
        }
        return number;
    }

    int size() {
        return size;
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        Arrays.fill(slots, -1);
        for (int number = 0; number < size; number++) {
            place(number);
        }
    }

    private void place(int number) {
        int mask = slots.length - 1;
        int slot = spread(hashes[2 * number]) & mask;
        while (slots[slot] >= 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = number;
    }

    private static int spread(long high) {
        return (int) (high ^ high >>> 32);
    }
}
