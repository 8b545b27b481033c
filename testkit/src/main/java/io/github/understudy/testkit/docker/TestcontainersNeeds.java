package io.github.understudy.testkit.docker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What Testcontainers does before it does anything, which may take minutes where no registry answers. */
public final class TestcontainersNeeds {

    private TestcontainersNeeds() {}

    /** Whether it will run a container to find out where published ports are. */
    public static boolean looksForItsHost(Map<String, String> environment) {
        return Files.exists(Path.of("/.dockerenv"))
                && environment.getOrDefault("TESTCONTAINERS_HOST_OVERRIDE", "").isBlank();
    }

    /** Whether it will pull the image of its cleaner. */
    public static boolean lacksRyuk(Map<String, String> environment, DockerEngine engine) {
        boolean disabled = Boolean.parseBoolean(environment.get("TESTCONTAINERS_RYUK_DISABLED"));
        return !disabled && !engine.hasAnyTagOf("testcontainers/ryuk");
    }
}
