package io.cashbell.local.process;

/** Our emulators, in a JVM of their own. */
final class EmbeddedBackend implements Backend {
    private final EmulatorProcess emulators = EmulatorProcess.start();

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public Resources provision(String shop) {
        return emulators.provision(shop, SETTINGS);
    }

    @Override
    public void close() {
        emulators.close();
    }
}
