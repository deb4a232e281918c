package com.sanocrm.platform.app;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.ConsentApplied;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.events.PartnerChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.consume.EventBatches;
import com.sanocrm.platform.consume.EventReader;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Effect;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.OpenAccess;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.NewResource;
import com.sanocrm.platform.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.messaging.Message;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keeps notes: a partner with a name, to be created, listed, read, and fed by events. */
@SpringBootApplication
public class NotesApplication {
    /** The stored form. */
    public record Note(@BsonId PartnerId id, String text, @Nullable Integer stars, int times) {}

    record NewNote(
            @NotNull @Size(min = 1, max = 100) String text, @Nullable @Max(5) Integer stars) {}

    @Bean
    Documents<Note> notes(DocumentsFactory factory) {
        return factory.of("notes", Note.class);
    }

    /** What a person chose, version after version. */
    public record Chosen(@BsonId AccountId id, List<Long> versions, @Nullable String mark) {
        public Change<Chosen> with(long version) {
            return Change.of(
                    new Chosen(
                            id,
                            Stream.concat(versions.stream(), Stream.of(version)).toList(),
                            mark),
                    new ConsentApplied(id, version, "notes"));
        }
    }

    /** Where choices are applied; a test takes the store away. */
    public static final class ChosenStore {
        public final Documents<Chosen> documents;
        public final AtomicBoolean away = new AtomicBoolean();
        public final AtomicInteger refused = new AtomicInteger();

        ChosenStore(Documents<Chosen> documents) {
            this.documents = documents;
        }

        void applyAll(List<Effect<Chosen>> effects) {
            if (away.get()) {
                refused.incrementAndGet();
                throw new MongoTimeoutException("away");
            }
            documents.applyAll(effects);
        }
    }

    @Bean
    ChosenStore chosen(DocumentsFactory factory) {
        return new ChosenStore(factory.of("chosen", Chosen.class));
    }

    @Bean
    Consumer<Message<List<byte[]>>> choices(EventBatches batches, ChosenStore store) {
        return batches.applying(
                ConsentChanged.class,
                (event, metadata) ->
                        metadata.<Chosen>effect(
                                event.accountId().value(),
                                known -> {
                                    if (event.policyVersion().equals("poison")) {
                                        throw new IllegalStateException("cannot be applied");
                                    }
                                    return known.orElse(
                                                    new Chosen(event.accountId(), List.of(), null))
                                            .with(event.version());
                                }),
                store::applyAll);
    }

    @Bean
    Consumer<Message<byte[]>> partners(EventReader reader, Documents<Note> notes) {
        return reader.handling(
                EventReader.on(
                        PartnerChanged.class,
                        (event, metadata) -> {
                            if (event.name().equals("poison")) {
                                throw new IllegalStateException("cannot be applied");
                            }
                            notes.apply(
                                    event.partnerId().value(),
                                    metadata.topic().wireName(),
                                    metadata.sequence(),
                                    note ->
                                            Change.of(
                                                    new Note(
                                                            event.partnerId(),
                                                            event.name(),
                                                            null,
                                                            note.map(Note::times).orElse(0) + 1)));
                        }));
    }

    /** The endpoints. */
    @RestController
    static class NotesController {
        private final Documents<Note> notes;
        private final AuditTrail trail;
        private final AuditRecords records;

        NotesController(Documents<Note> notes, AuditTrail trail, AuditRecords records) {
            this.notes = notes;
            this.trail = trail;
            this.records = records;
        }

        @PostMapping("/api/v1/notes")
        @ResponseStatus(HttpStatus.CREATED)
        @Access(roles = Role.OPERATOR, action = "note.create", resource = "note")
        Note create(Caller caller, NewResource created, @Valid @RequestBody NewNote note) {
            PartnerId id = created.id(PartnerId.PREFIX, PartnerId::new);
            var audit =
                    records.success(
                            caller, "note.create", new Target(null, null, "note", id.value()));
            return notes.create(
                            Change.of(
                                    new Note(id, note.text(), note.stars(), 0),
                                    new PartnerChanged(
                                            id,
                                            PartnerChanged.Status.ACTIVE,
                                            note.text(),
                                            "AE",
                                            LocalDate.EPOCH),
                                    audit))
                    .state();
        }

        @GetMapping("/api/v1/notes/{id}")
        @Access(
                roles = {Role.OPERATOR, Role.SUPPORT},
                action = "note.read",
                resource = "note")
        Note read(Caller caller, @PathVariable String id) {
            Note note = notes.find(id).orElseThrow(ProblemException::notFound).state();
            trail.record(records.success(caller, "note.read", new Target(null, null, "note", id)));
            return note;
        }

        @GetMapping("/api/v1/notes")
        @Access(action = "note.list", resource = "note")
        Page<Note> list(Page.Request page) {
            return page.page(
                    notes.list(
                            page.after() == null
                                    ? Filters.empty()
                                    : Filters.gt("_id", page.after()),
                            Sorts.ascending("_id"),
                            page.limit() + 1),
                    stored -> stored.state().id().value(),
                    stored -> stored.state());
        }

        @GetMapping("/api/v1/open")
        @OpenAccess(because = "a test")
        Map<String, String> open() {
            return Map.of("open", "yes");
        }

        @GetMapping("/api/v1/broken")
        @OpenAccess(because = "a test")
        Map<String, String> broken() {
            throw new IllegalStateException("secret detail");
        }
    }
}
