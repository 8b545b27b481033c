package io.github.understudy.samples.failover;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Opens a shop on three real database servers, kills, freezes and swaps them while it sells, and shows what the
 * customers noticed.
 */
public final class FailoverDemo {
    private static final int COULD_NOT_RUN = 2;

    private FailoverDemo() {}

    /** Exit code 0 if every acknowledged order is there, 1 if not, 2 if the demo could not run. */
    public static void main(String[] args) {
        Console console =
                new Console(new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8));
        Departure departure = Departure.of(Thread.currentThread());
        int code = run(console);
        departure.ready();
        System.exit(code);
    }

    private static int run(Console console) {
        try {
            Options options = Options.of(System.getProperties());
            console.heading("Understudy's failover demo: a shop on three " + options.servers() + " servers");
            return new Show(options, console).play() ? 0 : 1;
        } catch (IllegalArgumentException e) {
            console.line(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            console.line("stopped; the servers are gone");
        } catch (Exception e) {
            console.line("the demo could not go on: " + e);
            e.printStackTrace();
        }
        return COULD_NOT_RUN;
    }
}
