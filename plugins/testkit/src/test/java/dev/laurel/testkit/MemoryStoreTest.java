package dev.laurel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.store.Commit;
import dev.laurel.store.Space;
import dev.laurel.store.Store;
import dev.laurel.store.StoreException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The store in the heap keeps the contract, and fails when told to. */
class MemoryStoreTest extends StoreContract {

    private final MemoryStore first = MemoryStore.create();

    @Override
    protected Store open() {
        return first.reopen();
    }

    @Override
    protected Store follow() {
        return first.follow();
    }

    @Override
    protected Store openBackup(Path backup) {
        return MemoryStore.read(backup);
    }

    @Override
    protected void overtake() {
        first.reopen();
    }

    @Test
    void givenStoreToldToFailTheThirdCommit_whenCommitting_thenThatOneAndAllAfterItFailUntilReopened() {
        MemoryStore store = MemoryStore.create().failCommit(3);
        store.commit(page(1));
        store.commit(page(2));

        assertThatThrownBy(() -> store.commit(page(3))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.commit(page(4))).isInstanceOf(StoreException.class);

        assertThat(store.page(Space.META, 3, 0)).isNull();
        MemoryStore again = store.reopen();
        again.commit(page(3));
        assertThat(again.page(Space.META, 2, 0)).isEmpty();
        assertThat(again.page(Space.META, 3, 0)).isEmpty();
        assertThat(again.page(Space.META, 4, 0)).isNull();
    }

    private static Commit page(long major) {
        return new Commit().put(Space.META, major, 0, new byte[0]);
    }
}
