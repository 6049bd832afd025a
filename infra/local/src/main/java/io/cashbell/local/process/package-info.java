/**
 * Starts emulators and services as processes of their own.
 *
 * <p>For the tests and tools of other modules, which have this jar on their class path and nothing
 * that it depends on: everything here stands on the JDK alone, but for {@link
 * io.cashbell.local.process.BackendExtension} (JUnit) and {@link
 * io.cashbell.local.process.LocalStackBackend} (Testcontainers), which their users bring.
 */
@NullMarked
package io.cashbell.local.process;

import org.jspecify.annotations.NullMarked;
