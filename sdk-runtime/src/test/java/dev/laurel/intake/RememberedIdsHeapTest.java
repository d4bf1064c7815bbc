package dev.laurel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.store.Commit;
import dev.laurel.store.HeapStore;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RememberedIdsHeapTest {
    private static final boolean PROOF = Boolean.getBoolean("laurel.proof");

    private final HeapStore store = new HeapStore();
    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void givenAGrowingCommunity_whenMeasuredAllAlong_thenAnIdTakesAtMostSixteenBytes() throws Exception {
        int count = PROOF ? 10_000_000 : 1_500_000;
        RememberedIds ids = RememberedIds.open(store, Long.MAX_VALUE);
        double most = 0;
        for (int i = 1; i <= count; i++) {
            ids.add(random.nextLong(), random.nextLong(), i);
            if (i % 1000 == 0) {
                commit(ids);
                if (i >= 200_000) {
                    most = Math.max(most, (double) ids.heapBytes() / i);
                }
            }
        }
        assertThat(most).isLessThan(16);
        assertThat((double) ids.heapBytes() / arrayBytes(ids)).isBetween(0.99, 1.01);
        System.out.printf(
                "remembered ids: %.1f bytes an id at most, %.1f at %,d%n",
                most, (double) ids.heapBytes() / count, count);
    }

    @Test
    void givenABound_whenFarBeyondIt_thenMemoryIsTheBoundsAndAFilter() throws Exception {
        int bound = 100_000;
        int count = PROOF ? 10_000_000 : 1_000_000;
        RememberedIds ids = RememberedIds.open(store, bound);
        double most = 0;
        for (int i = 1; i <= count; i++) {
            ids.add(random.nextLong(), random.nextLong(), i);
            if (i % 500 == 0) {
                commit(ids);
                // A merge has the filter of what it reads and of what it writes.
                long allowed = 16L * bound + 2 * (long) (1.3 * i) + 600_000;
                most = Math.max(most, (double) ids.heapBytes() / allowed);
            }
        }
        assertThat(most).isLessThan(1);
        assertThat((double) ids.heapBytes() / arrayBytes(ids)).isBetween(0.97, 1.03);
    }

    @Test
    void givenBuckets_whenTheTableGrows_thenNoneIsMuchLargerThanItsShare() {
        IdTable table = new IdTable(0);
        int count = 2_000_000;
        for (int i = 0; i < count; i++) {
            table.load(IdTable.key(random.nextLong()), i, -1);
        }
        for (int bucket = 0; bucket < IdTable.BUCKETS; bucket++) {
            assertThat(table.slots(bucket)).isLessThan(count / IdTable.BUCKETS * 2);
        }
    }

    private void commit(RememberedIds ids) {
        Commit commit = new Commit();
        ids.contribute(commit);
        store.commit(commit);
    }

    /** Every array of numbers that can be reached, but not what is in the store. */
    private long arrayBytes(Object root) throws IllegalAccessException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> left = new ArrayDeque<>();
        left.add(root);
        seen.add(store);
        long bytes = 0;
        while (!left.isEmpty()) {
            Object next = left.remove();
            if (!seen.add(next)) {
                continue;
            }
            if (next instanceof Map<?, ?> map) {
                left.addAll(map.values());
            } else if (next instanceof Collection<?> collection) {
                left.addAll(collection);
            } else if (next instanceof Object[] array) {
                bytes += 16 + 8L * array.length;
                for (Object each : array) {
                    if (each != null) {
                        left.add(each);
                    }
                }
            } else if (next.getClass().isArray()) {
                bytes += 16
                        + (long) Array.getLength(next) * width(next.getClass().getComponentType());
            } else if (next.getClass().getPackage() == RememberedIds.class.getPackage()) {
                for (Class<?> type = next.getClass(); type != Object.class; type = type.getSuperclass()) {
                    addFields(next, type, left);
                }
            }
        }
        return bytes;
    }

    private static void addFields(Object of, Class<?> type, Deque<Object> to) throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                field.setAccessible(true);
                Object value = field.get(of);
                if (value != null) {
                    to.add(value);
                }
            }
        }
    }

    private static int width(Class<?> component) {
        return component == long.class ? 8 : component == int.class ? 4 : component == short.class ? 2 : 1;
    }
}
