package io.github.understudy.testkit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What this machine is. */
final class Platform {

    private Platform() {}

    static boolean isUnix() {
        return !isWindows();
    }

    static boolean isWindows() {
        return os().contains("windows");
    }

    static boolean isMac() {
        return os().contains("mac");
    }

    private static String os() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    }

    static boolean isArm64() {
        String arch = System.getProperty("os.arch", "");
        return arch.equals("aarch64") || arch.equals("arm64");
    }

    /** Whether this process may do everything; servers refuse to run so unless told that it is meant. */
    static boolean isRoot() {
        try {
            return isUnix()
                    && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
