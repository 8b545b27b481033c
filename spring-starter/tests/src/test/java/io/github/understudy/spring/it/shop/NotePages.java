package io.github.understudy.spring.it.shop;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pages that do several things in one request, which is one connection with Open-Session-in-View. */
@RestController
public class NotePages {
    private final NoteService notes;

    public NotePages(NoteService notes) {
        this.notes = notes;
    }

    /** Which servers have answered: before the write, in it, after it; and whether what was written is read. */
    @GetMapping("/mixed")
    public String mixed() {
        String before = notes.readByJpa();
        long id = notes.write("by a page");
        String within = notes.readByJpaInWriteTransaction();
        notes.rename(id, "renamed by a page");
        return before + " " + within + " " + notes.text(id);
    }

    @GetMapping("/thread")
    public String thread() {
        return Thread.currentThread().toString() + " " + notes.readByJpa();
    }
}
