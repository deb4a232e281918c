package com.sanocrm.identity.export;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.Principal;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.platform.crypto.FieldContext;
import com.sanocrm.platform.crypto.FieldEncryption;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.export.ExportKey;
import com.sanocrm.platform.export.ExportKey.DamagedPartException;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.types.Binary;
import org.springframework.stereotype.Component;

/** All exports, one for each request that led to one. */
@Component
public class Exports implements PersonalData {
    private static final String COLLECTION = "exports";
    private static final int AT_ONCE = 50;

    /** Everybody who may give a part has to. */
    private static final Set<String> SERVICES =
            Topic.EXPORT_PARTS.writers().stream()
                    .map(Principal::wireName)
                    .collect(Collectors.toUnmodifiableSet());

    private final Documents<Export> documents;
    private final Pieces parts;
    private final FieldEncryption fields;
    private final Clock clock;

    Exports(DocumentsFactory factory, Pieces parts, FieldEncryption fields, Clock clock) {
        this.documents = factory.of(COLLECTION, Export.class);
        this.parts = parts;
        this.fields = fields;
        this.clock = clock;
        documents.createIndex(Indexes.ascending("due"), new IndexOptions().name("due"));
        documents.createIndex(Indexes.ascending("accountId"), new IndexOptions().name("erase"));
    }

    /**
     * Orders the export of the request, or answers the one that was ordered.
     *
     * @throws com.sanocrm.platform.crypto.ErasedException if the person is erased
     */
    public Export order(PrivacyRequestId request, AccountId account) {
        return find(request)
                .orElseGet(
                        () -> {
                            ExportKey key = ExportKey.generate();
                            Binary secret = fields.encrypt(context(request, account), key.secret());
                            return documents
                                    .create(
                                            Export.ordered(
                                                    request,
                                                    account,
                                                    SERVICES,
                                                    key.publicKey(),
                                                    secret,
                                                    now()))
                                    .state();
                        });
    }

    public Optional<Export> find(PrivacyRequestId request) {
        return documents.find(request.value()).map(Stored::state);
    }

    /**
     * The key, for the moment: ask again for the next piece, so that after an erasure nothing is
     * opened.
     *
     * @throws DamagedPartException if the export has expired
     */
    ExportKey key(Export export) {
        Binary secret = export.secret();
        if (secret == null) {
            throw new DamagedPartException("the export has expired");
        }
        return ExportKey.ofSecret(fields.decrypt(context(export.id(), export.accountId()), secret));
    }

    List<Export> due() {
        return documents
                .list(Filters.lte("due", Date.from(now())), Sorts.ascending("due"), AT_ONCE)
                .stream()
                .map(Stored::state)
                .toList();
    }

    /**
     * @throws ProblemException 404 if it went with its person
     */
    Export change(PrivacyRequestId id, Function<Export, Change<Export>> decision) {
        return documents.change(id.value(), stored -> decision.apply(stored.state())).state();
    }

    @Override
    public void shut(AccountId person) {
        erase(person);
    }

    @Override
    public long erase(AccountId person) {
        List<PrivacyRequestId> ended =
                documents
                        .list(
                                Filters.eq("accountId", person.value()),
                                Sorts.ascending("_id"),
                                AT_ONCE)
                        .stream()
                        .map(export -> export.state().id())
                        .toList();
        ended.forEach(parts::remove);
        long removed = documents.remove(Filters.eq("accountId", person.value()));
        /* A piece that came in between; whoever takes one in later sees that the export is gone. */
        ended.forEach(parts::remove);
        return removed;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static FieldContext context(PrivacyRequestId request, AccountId account) {
        return new FieldContext(
                FieldContext.PLATFORM, account, COLLECTION, request.value(), "secret");
    }
}
