package dev.laurel.samplehost;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.laurel.spi.Channel;
import dev.laurel.spi.CommunityScorer;
import dev.laurel.spi.Extension;
import dev.laurel.spi.Incubating;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.PullConnector;
import dev.laurel.spi.PushConnector;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.Scorer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The house rules that can be read off the compiled classes. A rule about a package that is not there yet says so. */
class ArchitectureTest {
    private static final String ROOT = "dev.laurel";

    /** Every stage, with the stages whose records it may know: those right before it. */
    private static final Map<String, List<String>> STAGES = new LinkedHashMap<>();

    static {
        STAGES.put("intake", List.of());
        STAGES.put("identity", List.of("intake"));
        STAGES.put("reputation", List.of("identity"));
        STAGES.put("ledger", List.of("reputation"));
        STAGES.put("leaderboard", List.of("ledger"));
        STAGES.put("advocate", List.of("ledger"));
        STAGES.put("event", List.of("ledger"));
        STAGES.put("outbox", List.of("leaderboard", "advocate", "event"));
    }

    /** What stages stand on: the facts and their storage, and what a community tells. */
    private static final List<String> GROUND = List.of("store", "log", "view");

    private static final List<String> SHELL = List.of("plugin", "lent", "thread", "pipeline", "http");

    /** Designed, not built. Whoever builds one takes it off this list, and every rule below holds for it. */
    private static final Set<String> NOT_YET = Set.of("advocate", "event", "outbox");

    private static final DescribedPredicate<JavaClass> COMPOSITION_ROOT = describe(
            "a composition root",
            each -> Set.of("dev.laurel.LaurelBuilder", "dev.laurel.samplehost.Main")
                    .contains(topLevel(each)));

    private static final DescribedPredicate<JavaClass> MAKES_THREADS = describe(
            "a maker of threads",
            each -> Set.of("dev.laurel.thread.Threads", "dev.laurel.thread.Alarms", "dev.laurel.samplehost.Shutdown")
                    .contains(topLevel(each)));

    /** What each plugin brings for itself, and no other may know. */
    private static final Map<String, List<String>> LIBRARIES_OF_PLUGINS = Map.of(
            "stackexchange", List.of(),
            // javax.crypto is of the JDK, and of java.base.
            "webhook", List.of("com.fasterxml.jackson.core..", "org.snakeyaml.engine..", "javax.crypto.."));

    /** The demo brings plugins of its own, which happen to lie in the module of the host. */
    private static final List<String> HOUSE_PLUGINS =
            List.of("samplehost.showcase.rules", "samplehost.breaking.guests");

    private final JavaClasses api = Modules.of("sdk-api");
    private final JavaClasses runtime = Modules.of("sdk-runtime");
    private final JavaClasses host = Modules.of("sample-host");
    private final JavaClasses all = Modules.all();

    /** Without the testkit, whose contract tests may do what a test does. */
    private final JavaClasses product =
            Modules.of("sdk-api", "sdk-runtime", "plugins/stackexchange", "plugins/webhook", "sample-host");

    @Test
    void givenEveryModuleWhenImportedThenTheRulesSeeItsClasses() throws Exception {
        assertThat(Modules.names())
                .as("modules with classes of their own")
                .containsExactlyElementsOf(Sources.modules());
        for (String module : Modules.names()) {
            JavaClasses seen = Modules.of(module);
            long topLevel = seen.stream()
                    .filter(each ->
                            each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
                    .filter(each -> !each.getName().equals("module-info"))
                    .count();
            long sources = Sources.of(module, "main").stream()
                    .filter(each -> !each.endsWith("package-info.java") && !each.endsWith("module-info.java"))
                    .count();
            assertThat(topLevel)
                    .as("classes seen of %s", module)
                    .isEqualTo(sources)
                    .isPositive();
        }
    }

    @Test
    void givenTheRuntimeWhenImportedThenItHasThePackagesTheRulesKnow() {
        Set<String> known = new TreeSet<>(STAGES.keySet());
        known.addAll(GROUND);
        known.addAll(SHELL);
        known.removeAll(NOT_YET);
        Set<String> expected =
                known.stream().map(each -> ROOT + "." + each).collect(Collectors.toCollection(TreeSet::new));
        expected.add(ROOT);

        assertThat(Modules.packages(runtime)).isEqualTo(expected);
    }

    @Test
    void givenAllPackagesWhenFollowedThenNoneLeadsBack() {
        // The marker says nothing but "this may change": it stands on whatever is marked, in every package.
        slices().assignedFrom(packages())
                .should()
                .beFreeOfCycles()
                .ignoreDependency(alwaysTrue(), equivalentTo(Incubating.class))
                .check(all);
    }

    @Test
    void givenTheSpiWhenReadThenItStandsOnTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(ROOT + ".spi..", "java..", "org.jspecify.annotations"))
                .check(api);
    }

    @Test
    void givenAPluginWhenReadThenItKnowsTheSpiAndItself() throws Exception {
        assertThat(Sources.modules().stream()
                        .filter(each -> each.startsWith("plugins/") && !each.equals("plugins/testkit"))
                        .map(each -> each.substring("plugins/".length())))
                .as("plugins whose libraries are listed")
                .containsExactlyInAnyOrderElementsOf(LIBRARIES_OF_PLUGINS.keySet());
        for (Map.Entry<String, List<String>> each : LIBRARIES_OF_PLUGINS.entrySet()) {
            List<String> known = new ArrayList<>(each.getValue());
            known.addAll(List.of(ROOT + ".spi..", ROOT + ".plugin." + each.getKey() + ".."));
            known.addAll(List.of("java..", "org.jspecify.annotations"));
            classes()
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(known.toArray(String[]::new)))
                    .check(Modules.of("plugins/" + each.getKey()));
        }
        for (String own : HOUSE_PLUGINS) {
            classes()
                    .that(resideIn(List.of(own)))
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(ROOT + ".spi..", ROOT + "." + own, "java..", "org.jspecify.annotations"))
                    .check(host);
        }
    }

    @Test
    void givenStagesWhenReadThenTheyKnowNoShell() {
        noClasses()
                .that(resideIn(present(STAGES.keySet())).or(resideIn(GROUND)))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.vertx..", "io.netty..")
                        .or(resideIn(SHELL))
                        .or(resideInAPackage(ROOT)))
                .check(runtime);
    }

    @Test
    void givenTheCoreWhenReadThenAtMostOneClassKnowsTheCache() {
        Set<String> knowing = runtime.stream()
                .filter(resideIn(present(STAGES.keySet())).or(resideIn(GROUND)))
                .filter(each -> each.getDirectDependenciesFromSelf().stream()
                        .anyMatch(
                                to -> to.getTargetClass().getPackageName().startsWith("com.github.benmanes.caffeine")))
                .map(ArchitectureTest::topLevel)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(knowing).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void givenAStageWhenReadThenItKnowsOnlyTheStageBeforeIt() {
        for (String stage : present(STAGES.keySet())) {
            Set<String> others = new TreeSet<>(STAGES.keySet());
            others.remove(stage);
            others.removeAll(STAGES.get(stage));
            noClasses()
                    .that(resideIn(List.of(stage)))
                    .should()
                    .dependOnClassesThat(resideIn(others))
                    .check(runtime);
        }
    }

    @Test
    void givenTheGroundWhenReadThenItKnowsNoStage() {
        noClasses()
                .that(resideIn(GROUND))
                .should()
                .dependOnClassesThat(resideIn(STAGES.keySet()))
                .check(runtime);
        classes()
                .that(resideIn(List.of("view")))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(ROOT + ".view", ROOT + ".spi..", "java..", "org.jspecify.annotations"))
                .check(runtime);
        noClasses()
                .that(resideIn(List.of("store")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + ".spi..", ROOT + ".log", ROOT + ".view"))
                .check(runtime);
    }

    @Test
    void givenHostsWhenReadThenTheyKnowTheEmbeddingApiItsResultsAndTheSpi() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..")
                        .and(not(resideInAnyPackage(
                                ROOT, ROOT + ".view", ROOT + ".spi..", ROOT + ".samplehost", ROOT + ".samplehost.."))))
                .check(host);
        noClasses()
                .that(not(resideInAPackage(ROOT)))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT))
                .check(runtime);
    }

    @Test
    void givenExtensionsWhenCalledThenItIsByThePluginPackage() {
        DescribedPredicate<JavaAccess<?>> ofExtensions = describe(
                "methods of extensions",
                access -> List.of(
                                PullConnector.class,
                                PushConnector.class,
                                Scorer.class,
                                CommunityScorer.class,
                                RewardRule.class,
                                Channel.class,
                                Plugin.class,
                                Extension.Factory.class)
                        .stream()
                        .anyMatch(type -> access.getTargetOwner().isAssignableTo(type)));
        noClasses()
                .that(not(resideIn(HOUSE_PLUGINS).or(resideIn(List.of("plugin")))))
                .should()
                .accessTargetWhere(ofExtensions)
                .check(Modules.of("sdk-runtime", "sample-host"));
        assertThat(runtime.stream()
                        .filter(resideIn(List.of("plugin")))
                        .flatMap(each -> each.getAccessesFromSelf().stream())
                        .anyMatch(ofExtensions))
                .as("the rule sees the calls that are allowed")
                .isTrue();
    }

    @Test
    void givenTimeAndChanceWhenAskedForThenItIsInACompositionRoot() {
        noClasses()
                .that(not(COMPOSITION_ROOT))
                .should()
                .accessTargetWhere(Calls.TIME_OR_CHANCE)
                .check(product);
        assertThat(all.stream()
                        .filter(COMPOSITION_ROOT)
                        .flatMap(each -> each.getAccessesFromSelf().stream())
                        .anyMatch(Calls.TIME_OR_CHANCE))
                .as("the rule sees the calls that are allowed")
                .isTrue();
    }

    @Test
    void givenTheLedgerWhenReadThenItCountsInWholeNumbers() {
        Set<String> broken = new TreeSet<>();
        for (JavaClass each : runtime) {
            if (resideIn(List.of("ledger")).test(each)) {
                each.getDirectDependenciesFromSelf().stream()
                        .filter(ArchitectureTest::isFloating)
                        .forEach(dependency -> broken.add(dependency.getDescription()));
                each.getFields().stream()
                        .filter(field ->
                                Calls.FLOATING.contains(field.getRawType().getName()))
                        .forEach(field -> broken.add(field.getFullName()));
                each.getCodeUnits().stream()
                        .filter(unit ->
                                Calls.FLOATING.contains(unit.getRawReturnType().getName())
                                        || unit.getRawParameterTypes().stream()
                                                .anyMatch(type -> Calls.FLOATING.contains(type.getName())))
                        .forEach(unit -> broken.add(unit.getFullName()));
                each.getMethodCallsFromSelf().stream()
                        .filter(call -> Calls.FLOATING.contains(
                                call.getTarget().getRawReturnType().getName()))
                        .forEach(call -> broken.add(call.getDescription()));
            }
        }

        assertThat(broken).isEmpty();
    }

    private static boolean isFloating(Dependency dependency) {
        return Calls.FLOATING.contains(dependency.getTargetClass().getName());
    }

    @Test
    void givenThreadsWhenMadeThenItIsByTheOneFactory() {
        noClasses()
                .that(not(MAKES_THREADS))
                .should()
                .accessTargetWhere(Calls.MAKING_THREADS)
                .check(product);
        assertThat(all.stream()
                        .filter(MAKES_THREADS)
                        .flatMap(each -> each.getAccessesFromSelf().stream())
                        .anyMatch(Calls.MAKING_THREADS))
                .as("the rule sees the calls that are allowed")
                .isTrue();
    }

    @Test
    void givenAnEventLoopWhenRunningThenNothingBlocksIt() {
        // Whoever knows Vert.x may run on an event loop, except in what only threads of the host call.
        Set<String> blocking = product.stream()
                .filter(ArchitectureTest::knowsVertx)
                .flatMap(each -> each.getAccessesFromSelf().stream())
                .filter(Calls.BLOCKING)
                .map(access -> access.getOrigin().getFullName().replaceFirst("\\(.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(blocking).isEqualTo(Calls.ON_THREADS_OF_THE_HOST);
    }

    private static boolean knowsVertx(JavaClass each) {
        return each.getDirectDependenciesFromSelf().stream()
                .anyMatch(to -> to.getTargetClass().getPackageName().startsWith("io.vertx.core"));
    }

    @Test
    void givenServicesWhenLoadedThenTheLoaderIsNamed() {
        noClasses().should().accessTargetWhere(Calls.UNNAMED_LOADER).check(all);
    }

    private static Set<String> present(Set<String> packages) {
        Set<String> present = new TreeSet<>(packages);
        present.removeAll(NOT_YET);
        return present;
    }

    private static DescribedPredicate<JavaClass> resideIn(Iterable<String> packages) {
        Set<String> names = new TreeSet<>();
        packages.forEach(each -> names.add(ROOT + "." + each));
        return describe("in " + names, each -> names.contains(each.getPackageName()));
    }

    private static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public String getDescription() {
                return "packages";
            }

            @Override
            public SliceIdentifier getIdentifierOf(JavaClass each) {
                return each.getPackageName().startsWith(ROOT)
                        ? SliceIdentifier.of(each.getPackageName())
                        : SliceIdentifier.ignore();
            }
        };
    }

    private static String topLevel(JavaClass each) {
        return each.getName().replaceFirst("\\$.*", "");
    }
}
