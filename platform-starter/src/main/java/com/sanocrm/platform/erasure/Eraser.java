package com.sanocrm.platform.erasure;

import com.mongodb.MongoException;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.crypto.FieldEncryption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Does what the tasks say, in any instance, again and again until it is done. */
public final class Eraser {
    private static final Logger log = LoggerFactory.getLogger(Eraser.class);

    private final ErasureTasks tasks;
    private final List<PersonalData> held;
    private final FieldEncryption fields;
    private final AuditRecords records;

    public Eraser(
            ErasureTasks tasks,
            List<PersonalData> held,
            FieldEncryption fields,
            AuditRecords records) {
        this.tasks = tasks;
        this.held = List.copyOf(held);
        this.fields = fields;
        this.records = records;
    }

    @Scheduled(fixedDelayString = "PT0.25S")
    void work() {
        try {
            tasks.due().forEach(this::attempt);
        } catch (MongoException away) {
            log.atDebug().log("Erasures wait for the store");
        }
    }

    /** One that fails does not hold up the others. */
    private void attempt(ErasureTask task) {
        try {
            advance(task);
        } catch (RuntimeException failure) {
            log.atWarn()
                    .setCause(failure)
                    .addKeyValue("erasureId", task.id().value())
                    .log("A step of an erasure failed and is tried again");
            tasks.change(task.id(), current -> current.postponed(tasks.now()));
        }
    }

    private void advance(ErasureTask task) {
        switch (task.state()) {
            case DESTROYING -> {
                Set<AccountId> others = destroyKeys(task);
                tasks.change(task.id(), current -> current.destroyed(others, tasks.now()));
            }
            case WAITING_OUT -> {
                var record = record(task, "erasure.destroy-keys");
                tasks.change(
                        task.id(), current -> current.sealed(tasks.service(), tasks.now(), record));
            }
            case CLEANING -> {
                long removed = erase(task);
                var record = record(task, "erasure.clean-up");
                tasks.change(
                        task.id(),
                        current -> current.cleaned(removed, tasks.service(), tasks.now(), record));
            }
            case SEALED, CLEANED -> {}
        }
    }

    private Set<AccountId> destroyKeys(ErasureTask task) {
        Set<AccountId> everybody = new HashSet<>(task.everybody());
        held.forEach(data -> everybody.addAll(data.alsoKnownAs(task.accountId())));
        for (AccountId person : everybody) {
            held.forEach(data -> data.shut(person));
            fields.eraseKey(person);
        }
        everybody.remove(task.accountId());
        return everybody;
    }

    private long erase(ErasureTask task) {
        long removed = 0;
        for (AccountId person : task.everybody()) {
            for (PersonalData data : held) {
                removed += data.erase(person);
            }
        }
        return removed;
    }

    private AuditRecorded record(ErasureTask task, String action) {
        return records.bySystem(
                action, new Target(null, task.accountId(), "erasure", task.id().value()));
    }
}
