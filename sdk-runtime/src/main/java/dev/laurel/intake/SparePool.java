package dev.laurel.intake;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A few things that are dear to make and serve one thread at a time. In place of a ThreadLocal, which would leave one
 * behind in every thread of the host.
 *
 * @param <T> what is kept
 */
public final class SparePool<T> {
    private static final int PLACES = 16;

    private final AtomicReferenceArray<@Nullable T> spares = new AtomicReferenceArray<>(PLACES);
    private final Supplier<T> maker;

    /**
     * An empty pool.
     *
     * @param maker makes one; called by several threads at a time
     */
    public SparePool(Supplier<T> maker) {
        this.maker = maker;
    }

    /** {@return one for the calling thread alone, until it is given back} */
    public T take() {
        T spare = spares.getAndSet(place(), null);
        return spare != null ? spare : maker.get();
    }

    /**
     * Gives one back. What failed half-way is not given back.
     *
     * @param spare what was taken
     */
    public void give(T spare) {
        spares.setRelease(place(), spare);
    }

    private static int place() {
        long id = Thread.currentThread().getId();
        return (int) (id ^ (id >>> 4)) & (PLACES - 1);
    }
}
