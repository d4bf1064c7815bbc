package dev.laurel.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.Enrichment;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.ObjectState;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.activity.Receipt;
import dev.laurel.spi.activity.Reject;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.config.Secret;
import dev.laurel.spi.config.Setting;
import dev.laurel.spi.config.Settings;
import dev.laurel.spi.http.Request;
import dev.laurel.spi.http.Response;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.InvitationOffer;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.Nomination;
import dev.laurel.spi.reward.Notification;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.Reward;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Score;
import dev.laurel.spi.reward.Window;
import dev.laurel.spi.reward.Words;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Nothing may be null: whatever takes an argument says so at once, not when the value is used. */
class NullContractTest {
    private static final Instant NOON = Instant.parse("2018-06-01T12:00:00Z");

    /** One valid argument for each type of parameter; the receivers of calls are found here, too. */
    private static final Map<Class<?>, Object> SAMPLES = Map.ofEntries(
            Map.entry(String.class, "name"),
            Map.entry(Object.class, "name"),
            Map.entry(String[].class, new String[] {"one"}),
            Map.entry(Object[].class, new Object[] {}),
            Map.entry(Reward[].class, new Reward[] {}),
            Map.entry(Setting[].class, new Setting<?>[] {}),
            Map.entry(byte[].class, new byte[] {1}),
            Map.entry(int.class, 200),
            Map.entry(long.class, 1L),
            Map.entry(double.class, 1.0),
            Map.entry(boolean.class, true),
            Map.entry(Instant.class, NOON),
            Map.entry(Duration.class, Duration.ofDays(1)),
            Map.entry(Locale.class, Locale.FRENCH),
            Map.entry(List.class, List.of()),
            Map.entry(Map.class, Map.of()),
            Map.entry(Role.class, Role.AUTHOR),
            Map.entry(Actor.class, Actor.of("7")),
            Map.entry(ObjectState.class, ObjectState.LIVE),
            Map.entry(ObjectRef.class, ObjectRef.of("1")),
            Map.entry(ObjectRef.Builder.class, ObjectRef.of("1", "answer")),
            Map.entry(Activity.Builder.class, Activity.of("visited", "1").at(NOON)),
            Map.entry(Cursor.class, Cursor.start()),
            Map.entry(Page.Builder.class, Page.of(List.of(), Cursor.start())),
            Map.entry(Enrichment.class, Enrichment.none()),
            Map.entry(URI.class, URI.create("https://example.org/")),
            Map.entry(Request.class, Request.get(URI.create("https://example.org/"))),
            Map.entry(Response.class, Response.of(200, Map.of(), new byte[0])),
            Map.entry(Receipt.class, Receipt.of(List.of())),
            Map.entry(Reject.class, Reject.of("1", "CODE", "reason")),
            Map.entry(Delivery.class, Delivery.of("/", Map.of(), new byte[0], NOON)),
            Map.entry(ConfigSpec.class, ConfigSpec.none()),
            Map.entry(Secret.class, Secret.of("s")),
            Map.entry(Setting.class, Setting.text("name", "A name")),
            Map.entry(Settings.class, Settings.parse("p", "e", ConfigSpec.none(), Map.of())),
            Map.entry(Extension.Factory.class, (Extension.Factory<Object>) context -> "instance"),
            Map.entry(Window.class, Window.DAY),
            Map.entry(Words.class, Words.of("k", "e", "f")),
            Map.entry(Counter.class, Counter.sum("count").of("x", 1)),
            Map.entry(Limit.class, Limit.times("once", 1, Window.EVER)),
            Map.entry(Decision.class, Decision.none()),
            Map.entry(RuleSpec.Builder.class, RuleSpec.of("rule", 1, Words.of("k", "e", "f"))));

    /** What makes values: their factories, and the methods that return a copy or a builder. */
    private static final List<Class<?>> MAKERS = List.of(
            Extension.class,
            Activity.class,
            Activity.Builder.class,
            Actor.class,
            Cursor.class,
            Delivery.class,
            Enrichment.class,
            Request.class,
            Response.class,
            ObjectRef.class,
            ObjectRef.Builder.class,
            Page.class,
            Page.Builder.class,
            Receipt.class,
            Reject.class,
            Role.class,
            ConfigSpec.class,
            Secret.class,
            Setting.class,
            Settings.class,
            Badge.class,
            Counter.class,
            Decision.class,
            InvitationOffer.class,
            Limit.class,
            Nomination.class,
            Notification.class,
            Points.class,
            RuleSpec.class,
            RuleSpec.Builder.class,
            Score.class,
            Window.class,
            Words.class);

    @Test
    void givenEveryMethodThatTakesAnArgument_whenOneArgumentIsNull_thenItIsRefusedAtOnce() throws Exception {
        List<String> silent = new ArrayList<>();
        int calls = 0;
        for (Class<?> maker : MAKERS) {
            for (Method method : maker.getDeclaredMethods()) {
                if (!Modifier.isPublic(method.getModifiers())
                        || method.isSynthetic()
                        || method.getName().equals("equals")) {
                    continue;
                }
                for (int at = 0; at < method.getParameterCount(); at++) {
                    if (!method.getParameterTypes()[at].isPrimitive()) {
                        calls++;
                        if (!refusesNull(method, at)) {
                            silent.add(method.toGenericString() + ", parameter " + at);
                        }
                    }
                }
            }
        }

        assertThat(silent).as("methods that take null without a word").isEmpty();
        assertThat(calls).as("calls made").isGreaterThan(100);
    }

    @Test
    void givenEveryFactoryOfTheSpi_whenLookedFor_thenItsTypeIsAmongThoseThatAreTried() throws Exception {
        Set<String> missing = new TreeSet<>();
        for (Class<?> type : SpiClasses.visible()) {
            for (Method method : type.getDeclaredMethods()) {
                boolean factory = Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers());
                if (factory && method.getParameterCount() > 0 && !type.isEnum() && !MAKERS.contains(type)) {
                    missing.add(type.getName());
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    private static boolean refusesNull(Method method, int at) throws IllegalAccessException {
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            Class<?> type = method.getParameterTypes()[i];
            assertThat(SAMPLES).as("a sample for %s", method).containsKey(type);
            arguments[i] = i == at ? null : SAMPLES.get(type);
        }
        Object receiver = Modifier.isStatic(method.getModifiers()) ? null : SAMPLES.get(method.getDeclaringClass());
        try {
            method.invoke(receiver, arguments);
            return false;
        } catch (InvocationTargetException thrown) {
            return thrown.getCause() instanceof NullPointerException;
        }
    }
}
