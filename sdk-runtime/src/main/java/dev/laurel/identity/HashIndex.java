package dev.laurel.identity;

import java.util.Arrays;

/**
 * Numbers, from 0 in the order of their addition, for 128-bit keyed hashes. Open addressing over primitive arrays: about
 * 24 bytes an entry. Not safe for use by several threads.
 */
final class HashIndex {
    private long[] highs = new long[64];
    private long[] lows = new long[64];
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
            if (highs[number] == high && lows[number] == low) {
                return number;
            }
        }
    }

    int add(long high, long low) {
        if (size == highs.length) {
            int room = size + (size >> 2) + 64;
            highs = Arrays.copyOf(highs, room);
            lows = Arrays.copyOf(lows, room);
        }
        int number = size++;
        highs[number] = high;
        lows[number] = low;
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
        int slot = spread(highs[number]) & mask;
        while (slots[slot] >= 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = number;
    }

    private static int spread(long high) {
        return (int) (high ^ high >>> 32);
    }
}
