package io.github.understudy.spring.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The system's Chromium without a window; nothing is downloaded. */
final class Browser implements AutoCloseable {
    /** Where pictures are kept. */
    private static final Path PICTURES = Path.of("target", "screenshots");

    private final ChromeDriver driver;

    Browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(found("chromium").toString());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(found("chromedriver"))
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    private static File found(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> new File(folder, program))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        program + " is missing: install Debian's packages chromium and chromium-driver"));
    }

    /** What kind of device it pretends to be. */
    enum Device {
        DESKTOP(1280, 900, 1),
        PHONE(390, 844, 2);

        private final int width;
        private final int height;
        private final int density;

        Device(int width, int height, int density) {
            this.width = width;
            this.height = height;
            this.density = density;
        }
    }

    void is(Device device, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width", device.width,
                        "height", device.height,
                        "deviceScaleFactor", device.density,
                        "mobile", device == Device.PHONE));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    void open(String url) {
        driver.get(url);
    }

    /** The text that a person sees there; empty if there is nothing. At one moment: the page draws itself anew. */
    String text(String selector) {
        return String.valueOf(driver.executeScript(
                "return [...document.querySelectorAll(arguments[0])].map(each => each.innerText).join('\\n')",
                selector));
    }

    long count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    String attribute(String selector, String name) {
        return String.valueOf(driver.executeScript(
                "return document.querySelector(arguments[0])?.getAttribute(arguments[1])", selector, name));
    }

    void click(String selector) {
        driver.findElement(By.cssSelector(selector)).click();
    }

    boolean isTrue(String expression) {
        return Boolean.TRUE.equals(driver.executeScript("return " + expression));
    }

    /** What the browser itself has complained about since the last question. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Keeps a picture of the whole page. */
    void picture(String name) throws IOException {
        Map<String, Object> taken = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(name + ".png"), Base64.getDecoder().decode(String.valueOf(taken.get("data"))));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
