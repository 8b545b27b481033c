package io.github.understudy.spring.it.intents;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

/** Pages that write and read, themselves or through another service. */
@RestController
class Notes {
    private final JdbcTemplate template;
    private final RestClient client;
    private final RestTemplate old;
    private final WebClient reactive;

    Notes(JdbcTemplate template, RestClient.Builder client, RestTemplate old, WebClient.Builder reactive) {
        this.old = old;
        this.template = template;
        this.client = client.build();
        this.reactive = reactive.build();
    }

    @PostMapping("/notes")
    String write(@RequestParam String text) {
        return Integer.toString(template.update("INSERT INTO note (text) VALUES (?)", text));
    }

    @PostMapping("/notes/redirect")
    void writeAndRedirect(@RequestParam String text, HttpServletResponse response) throws IOException {
        write(text);
        response.sendRedirect("/notes?text=" + text);
    }

    @PostMapping("/notes/fail")
    void writeAndFail(@RequestParam String text) {
        write(text);
        throw new IllegalStateException("of its own");
    }

    @GetMapping("/notes")
    String count(@RequestParam String text) {
        return template.queryForObject("SELECT COUNT(*) FROM note WHERE text = ?", String.class, text);
    }

    @PostMapping("/remote")
    String writeThere(@RequestParam String url, @RequestParam String text) {
        client.post().uri(url + "/notes?text={text}", text).retrieve().toBodilessEntity();
        return count(text);
    }

    @PostMapping("/template")
    String writeThereByTemplate(@RequestParam String url, @RequestParam String text) {
        old.postForLocation(url + "/notes?text={text}", null, text);
        return count(text);
    }

    @GetMapping("/template")
    String countThereByTemplate(@RequestParam String url, @RequestParam String text) {
        return old.getForObject(url + "/notes?text={text}", String.class, text);
    }

    @PostMapping("/reactive")
    void writeThereReactively(@RequestParam String url, @RequestParam String text) {
        reactive.post()
                .uri(url + "/notes?text={text}", text)
                .retrieve()
                .toBodilessEntity()
                .block();
    }

    @GetMapping("/reactive")
    String countThereReactively(@RequestParam String url, @RequestParam String text) {
        return reactive.get()
                .uri(url + "/notes?text={text}", text)
                .retrieve()
                .bodyToMono(String.class)
                .block();
    }

    @GetMapping("/remote")
    String countThere(@RequestParam String url, @RequestParam String text) {
        return client.get().uri(url + "/notes?text={text}", text).retrieve().body(String.class);
    }
}
