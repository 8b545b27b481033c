package com.example.shop.browser;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A Chromium without a window. Needs the system's chromium and chromedriver, and fetches nothing. */
class Browser implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "screenshots");

    private static final Duration LONG = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    Browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(System.getProperty("browser.binary", "/usr/bin/chromium"));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(System.getProperty("browser.driver", "/usr/bin/chromedriver")))
                .build();
        this.driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(LONG);
    }

    /** Who comes next is somebody else. */
    void forgetCustomer() {
        driver.manage().deleteAllCookies();
    }

    void open(String url) {
        driver.get(url);
    }

    /** What {@code css} means; the page has it, or is about to be there. */
    WebElement the(String css) {
        return patience()
                .ignoreException(NoSuchElementException.class)
                .until(() -> driver.findElement(By.cssSelector(css)), Objects::nonNull);
    }

    /** Clicks on what leads to another page, and waits until that one is there. */
    void follow(String css) {
        WebElement link = the(css);
        driver.executeScript("window.isTheOldPage = true");
        link.click();
        patience()
                .ignoreExceptionsInstanceOf(WebDriverException.class) // between two pages there is none
                .until(() -> Boolean.TRUE.equals(driver.executeScript("return window.isTheOldPage !== true")));
    }

    private static ConditionFactory patience() {
        return await().atMost(LONG).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10));
    }

    /** How many there are on the page. */
    int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    String title() {
        return driver.getTitle();
    }

    void looksLike(int width, int height, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", java.util.List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void picture(String name) throws IOException {
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
