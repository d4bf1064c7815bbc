package dev.laurel.testkit.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** A contract over a specimen: which of its tests fail, and what they say. */
final class Run {
    private final Map<String, String> failures = new TreeMap<>();
    private final TreeSet<String> skipped = new TreeSet<>();
    private final List<String> reported = new ArrayList<>();
    private final long succeeded;

    private Run(EngineExecutionResults results) {
        results.testEvents().failed().stream()
                .forEach(event -> failures.put(
                        name(event),
                        event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .map(String::valueOf)
                                .orElse("")));
        results.testEvents().aborted().stream().forEach(event -> skipped.add(name(event)));
        results.allEvents().reportingEntryPublished().stream()
                .forEach(event -> reported.add(event.getRequiredPayload(ReportEntry.class)
                        .getKeyValuePairs()
                        .toString()));
        succeeded = results.testEvents().succeeded().count();
    }

    private static String name(Event event) {
        return ((MethodSource) event.getTestDescriptor().getSource().orElseThrow()).getMethodName();
    }

    /** Runs the contract over specimens with a flaw. */
    static Run of(Class<?> contract, Flaw flaw) {
        Flaw.now(flaw);
        try {
            return of(contract);
        } finally {
            Flaw.now(Flaw.NONE);
        }
    }

    static Run of(Class<?> contract) {
        return new Run(EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(contract))
                .execute());
    }

    /** {@return the names of the tests that fail, with what they say} */
    Map<String, String> failures() {
        return failures;
    }

    Set<String> skipped() {
        return skipped;
    }

    List<String> reported() {
        return reported;
    }

    long succeeded() {
        return succeeded;
    }
}
