package dev.laurel.samplehost;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.BaseStream;

/** Calls that the house rules are about. */
final class Calls {
    static final Set<String> FLOATING = Set.of("double", "float", "java.lang.Double", "java.lang.Float");

    private static final Map<Class<?>, List<String>> BLOCKERS = Map.of(
            Thread.class, List.of("sleep", "join"),
            Future.class, List.of("get", "join"),
            CountDownLatch.class, List.of("await"),
            Semaphore.class, List.of("acquire", "acquireUninterruptibly"),
            BlockingQueue.class, List.of("take", "put"),
            ExecutorService.class, List.of("awaitTermination", "invokeAll", "close"),
            io.vertx.core.Future.class, List.of("await"),
            java.sql.Connection.class, List.of("prepareStatement", "createStatement", "commit"));

    /** Reads the system's clock, or makes a source of chance. */
    static final DescribedPredicate<JavaAccess<?>> TIME_OR_CHANCE = describe("time or chance", access -> {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        boolean made = name.equals("<init>");
        return (owner.startsWith("java.time.")
                        && (name.equals("now") || name.startsWith("system") || name.startsWith("tick")))
                || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"))
                || (owner.equals("java.lang.Math") && name.equals("random"))
                || (owner.equals("java.util.UUID") && name.equals("randomUUID"))
                || owner.equals(ThreadLocalRandom.class.getName())
                || (made && access.getTargetOwner().isAssignableTo(Random.class))
                || (made && owner.equals(SplittableRandom.class.getName()))
                || (owner.equals(SecureRandom.class.getName()) && (made || name.startsWith("getInstance")))
                || (made && owner.equals(Date.class.getName()) && parameters(access) == 0);
    });

    /** Makes a thread, or takes one from a pool that belongs to everybody. */
    static final DescribedPredicate<JavaAccess<?>> MAKING_THREADS = describe("making threads", access -> {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        boolean made = name.equals("<init>");
        return (made && (owner.isAssignableTo(Thread.class) || owner.isAssignableTo(Timer.class)))
                || (made && owner.isAssignableTo(ExecutorService.class))
                || owner.isEquivalentTo(Executors.class)
                || owner.isEquivalentTo(ForkJoinPool.class)
                || (name.equals("parallelStream") && owner.isAssignableTo(Collection.class))
                || (name.equals("parallel") && owner.isAssignableTo(BaseStream.class))
                || (owner.isEquivalentTo(CompletableFuture.class) && name.endsWith("Async") && !hasExecutor(access));
    });

    /** Lets a thread wait. */
    static final DescribedPredicate<JavaAccess<?>> BLOCKING = describe("blocking", access -> {
        JavaClass owner = access.getTargetOwner();
        return BLOCKERS.entrySet().stream()
                .anyMatch(each -> owner.isAssignableTo(each.getKey())
                        && each.getValue().contains(access.getTarget().getName()));
    });

    /**
     * What waits although it knows Vert.x: opening, closing and following a change of plugins, which threads of the host or
     * ones made for it do, and no event loop.
     */
    static final Set<String> ON_THREADS_OF_THE_HOST = new TreeSet<>(Set.of(
            "dev.laurel.OwnVertx.close",
            "dev.laurel.Web.start",
            "dev.laurel.lent.HttpLender.close",
            "dev.laurel.plugin.ConnectorInstance.close",
            "dev.laurel.plugin.Guests.adopt",
            "dev.laurel.samplehost.Demo.close",
            "dev.laurel.samplehost.Tour.close",
            "dev.laurel.samplehost.site.Site.open"));

    /** Finds services with whatever class loader the thread happens to have. */
    static final DescribedPredicate<JavaAccess<?>> UNNAMED_LOADER = describe(
            "looking for services without naming the loader",
            access -> access.getTargetOwner().isEquivalentTo(ServiceLoader.class)
                    && ((access.getTarget().getName().equals("load") && parameters(access) == 1)
                            || access.getTarget().getName().equals("loadInstalled")));

    private Calls() {}

    private static int parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                ? target.getRawParameterTypes().size()
                : 0;
    }

    private static boolean hasExecutor(JavaAccess<?> access) {
        return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().anyMatch(each -> each.isEquivalentTo(Executor.class));
    }
}
