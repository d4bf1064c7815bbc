package dev.laurel.testkit.contract;

import dev.laurel.testkit.FakeClock;
import dev.laurel.testkit.FakeContext;
import dev.laurel.testkit.FakeLogger;
import dev.laurel.testkit.http.FakeHttp;

/** What an instance stands on in one part of a test. Nothing of it is shared with another part. */
record Stage(FakeClock clock, FakeLogger logger, FakeHttp http, FakeContext context) {}
