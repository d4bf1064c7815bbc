package dev.laurel.plugin;

import dev.laurel.lent.HttpLender;
import dev.laurel.spi.Extension;
import dev.laurel.spi.Http;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.config.InvalidConfigException;
import dev.laurel.thread.Alarms;
import dev.laurel.thread.LostThreads;
import dev.laurel.view.ConnectorStatus;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pull connector at work for one community: a verticle with a worker thread of its own that pulls pages and hands them
 * to a {@link PageSink}. Whatever the connector does wrong is shown by {@link #status()} and never thrown at the host.
 * Safe for use by any thread.
 */
final class ConnectorInstance implements Sitter {
    /** Pools of one name are one pool in Vert.x; an instance shares its thread with no other, not even its predecessor. */
    private static final AtomicLong DEPLOYED = new AtomicLong();

    private static final System.Logger LOG = System.getLogger(ConnectorInstance.class.getName());

    private final String name;
    private final Progress progress;
    private final Vertx vertx;
    private final Pace pace;
    private final Future<String> deployment;
    private final InstanceContext lent;
    private final ConnectorVerticle verticle;
    private @Nullable CompletableFuture<Void> closing;

    private ConnectorInstance(
            Tenant tenant,
            Progress progress,
            Surroundings surroundings,
            ConnectorVerticle verticle,
            Future<String> deployment) {
        this.verticle = verticle;
        this.name = tenant.name();
        this.lent = tenant.context();
        this.progress = progress;
        this.vertx = surroundings.vertx();
        this.pace = surroundings.pace();
        this.deployment = deployment;
    }

    /**
     * Where an instance works.
     *
     * @param vertx where it is deployed
     * @param sink where its pages go
     * @param clock the time
     * @param pace how fast it is driven
     * @param lost takes its thread if it does not come back
     */
    record Surroundings(Vertx vertx, PageSink sink, InstantSource clock, Pace pace, LostThreads lost) {}

    /**
     * What is to be deployed.
     *
     * @param extension the extension
     * @param context what an instance of it is lent
     * @param discretion what must not be told
     */
    record Tenant(LoadedExtension extension, InstanceContext context, Discretion discretion) {

        static Tenant of(PluginCatalog catalog, String community, Selection selection, InstantSource clock) {
            LoadedExtension extension = catalog.extension(selection.extension());
            boolean isConnector = extension.kind() == Extension.Kind.PULL_CONNECTOR
                    || extension.kind() == Extension.Kind.PUSH_CONNECTOR;
            if (!isConnector) {
                throw new IllegalArgumentException(
                        "community " + community + ": " + extension.notA(Extension.Kind.PULL_CONNECTOR));
            }
            InstanceContext context = InstanceContext.of(extension, selection, community, clock);
            return new Tenant(extension, context, Discretion.of(extension, selection));
        }

        String name() {
            return "connector " + extension.path() + " (plugin version "
                    + extension.plugin().version() + ") of source " + context.instance() + " in community "
                    + context.community();
        }
    }

    /**
     * The community a connector works for.
     *
     * @param community its name
     * @param sink where pages go
     * @param clock the time
     * @param lost takes the threads of connectors that do not come back
     * @param http lends HTTP clients; asked for when there is a connector
     * @param alarms wakes whoever waits for a call
     */
    record Home(
            String community,
            PageSink sink,
            InstantSource clock,
            LostThreads lost,
            Supplier<HttpLender> http,
            Alarms alarms) {
        /** {@return what is to be deployed, with an HTTP client} */
        Tenant tenant(PluginCatalog catalog, Selection selection) {
            Tenant without = Tenant.of(catalog, community, selection, clock);
            InstanceContext context = without.context();
            Http lent = http.get().to(without.extension().plugin().id(), context.instance());
            return new Tenant(without.extension(), context.with(lent), without.discretion());
        }
    }

    /**
     * Starts a connector. Returns at once; the connector is made and asked on a thread of its own, and what goes wrong
     * there is a state and not an exception.
     *
     * @param vertx a Vert.x, the host's or Laurel's own; its event loops are never blocked
     * @param catalog the plugins
     * @param selection which connector, as which source, with which settings
     * @param home the community it works for
     * @return the instance, to be closed before the catalog and the sink
     * @throws InvalidConfigException with everything that is wrong with the settings
     * @throws IllegalArgumentException if there is no such extension, or it is not a pull connector
     */
    static ConnectorInstance deploy(Vertx vertx, PluginCatalog catalog, Selection selection, Home home) {
        Tenant tenant = home.tenant(catalog, selection);
        if (tenant.extension().kind() != Extension.Kind.PULL_CONNECTOR) {
            throw new IllegalArgumentException(
                    "community " + home.community() + ": " + tenant.extension().notA(Extension.Kind.PULL_CONNECTOR));
        }
        // The start of the jitter only has to differ between instances, also between those of two hosts.
        long seed = home.clock().millis() + (home.community() + "/" + selection).hashCode();
        return deploy(tenant, new Surroundings(vertx, home.sink(), home.clock(), Pace.usual(seed), home.lost()));
    }

    /**
     * What would keep a connector from being deployed.
     *
     * @param catalog the plugins
     * @param community the community's name
     * @param selection which connector, as which source, with which settings
     * @param clock the time
     * @return a sentence for each problem; empty if there is none
     */
    public static List<String> problems(
            PluginCatalog catalog, String community, Selection selection, InstantSource clock) {
        try {
            catalog.extension(selection.extension());
        } catch (IllegalArgumentException e) {
            return List.of("community " + community + ": " + Reason.messageOf(e));
        }
        try {
            Tenant.of(catalog, community, selection, clock);
            return List.of();
        } catch (InvalidConfigException e) {
            return e.problems();
        } catch (IllegalArgumentException e) {
            return List.of(Reason.messageOf(e));
        }
    }

    static ConnectorInstance deploy(Tenant tenant, Surroundings surroundings) {
        String source = tenant.context().instance();
        Progress progress = new Progress(source, tenant.extension().path());
        DeploymentOptions options = new DeploymentOptions()
                .setThreadingModel(ThreadingModel.EVENT_LOOP)
                .setWorkerPoolName(
                        "laurel-" + tenant.context().community() + "-" + source + "-" + DEPLOYED.incrementAndGet())
                .setWorkerPoolSize(1)
                // We say ourselves, in words, when a call takes too long.
                .setMaxWorkerExecuteTimeUnit(TimeUnit.MILLISECONDS)
                .setMaxWorkerExecuteTime(
                        Math.max(1, surroundings.pace().deadline().toMillis() * 2));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ConnectorVerticle verticle = new ConnectorVerticle(tenant, surroundings, progress);
        Future<String> deployment;
        try {
            // Threads that Vert.x starts now inherit the context class loader: it must be nobody's but ours.
            thread.setContextClassLoader(ConnectorInstance.class.getClassLoader());
            deployment = surroundings.vertx().deployVerticle(verticle, options);
        } finally {
            thread.setContextClassLoader(before);
        }
        deployment.onFailure(e -> progress.failed(
                tenant.name() + " could not be started: " + Reason.of(e) + "; is the host's Vert.x still open?"));
        return new ConnectorInstance(tenant, progress, surroundings, verticle, deployment);
    }

    /** {@return how long its calls have taken together} */
    @Override
    public Duration timeSpent() {
        return progress.timeSpent();
    }

    /** Asks for a page once more, without taking it in. */
    CompletableFuture<Page> read(Cursor after) {
        return deployment
                .compose(deployed -> verticle.read(after))
                .toCompletionStage()
                .toCompletableFuture();
    }

    /** {@return how the instance is doing} */
    @Override
    public ConnectorStatus status() {
        return progress.status();
    }

    /**
     * Tells when the source had nothing more for the first time.
     *
     * @return completes then, and is already complete afterwards; fails with an {@link IllegalStateException} that says
     *     why if the instance is {@code FAILED}, {@code STUCK} or {@code STOPPED} before. It completes on an event loop:
     *     what depends on it must not block, or be asynchronous itself
     */
    @Override
    public CompletionStage<Void> upToDate() {
        return progress.upToDate();
    }

    /**
     * Stops the instance: interrupts the call that is being made, closes the connector on its own thread, and gives up
     * on both after five seconds. No page is handed over after this returns. Idempotent; on a Vert.x thread it only
     * starts the stopping, because to wait there would block what it waits for.
     */
    @Override
    public void close() {
        CompletableFuture<Void> end = stop();
        if (Context.isOnVertxThread()) {
            return;
        }
        try {
            end.get(pace.close().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            progress.stopped(ConnectorVerticle.leftBehind(name, pace));
        } catch (ExecutionException e) {
            // It was undeployed already, together with the host's Vert.x, or never deployed.
            LOG.log(System.Logger.Level.DEBUG, "already undeployed, or never deployed", e);
        }
        progress.stopped(progress.status().failure());
        lent.giveBack();
    }

    private synchronized CompletableFuture<Void> stop() {
        CompletableFuture<Void> end = closing;
        if (end == null) {
            try {
                end = deployment.compose(vertx::undeploy).toCompletionStage().toCompletableFuture();
            } catch (RejectedExecutionException e) {
                // The host closed its Vert.x, and that has undeployed us.
                end = CompletableFuture.failedFuture(e);
            }
            closing = end;
        }
        return end;
    }
}
