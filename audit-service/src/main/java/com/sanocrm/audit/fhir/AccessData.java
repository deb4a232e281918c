package com.sanocrm.audit.fhir;

import ca.uhn.fhir.context.FhirContext;
import com.sanocrm.audit.log.LoggedRecord;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.audit.log.RecordFilter;
import com.sanocrm.audit.records.AuditEvent;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.export.PortableData;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Who saw or changed what of the person, the newest first. */
@Component
class AccessData implements PortableData {
    private static final int PAGE = 500;

    /* Reads thousands of classes: when it is first asked for, not at the start. */
    private final Supplier<FhirContext> fhir = SingletonSupplier.of(FhirContext::forR4);
    private final Logs logs;
    private final String platform;

    AccessData(Logs logs, PlatformSettings settings) {
        this.logs = logs;
        this.platform = settings.publicUrl().toString();
    }

    @Override
    public String section() {
        return "accesses";
    }

    @Override
    public void records(AccountId person, Consumer<Object> each) {
        forEach(person, logged -> each.accept(AuditEvent.from(logged)));
    }

    @Override
    public void resources(AccountId person, Consumer<FhirResource> each) {
        var events = new FhirAuditEvent(platform);
        var parser = fhir.get().newJsonParser();
        forEach(
                person,
                logged ->
                        each.accept(
                                new FhirResource(
                                        "AuditEvent",
                                        FhirAuditEvent.idOf(logged.leaf().record().eventId()),
                                        parser.encodeResourceToString(events.of(logged)))));
    }

    private void forEach(AccountId person, Consumer<LoggedRecord> each) {
        List<LoggedRecord> page = logs.newest(RecordFilter.about(person, null), PAGE);
        while (!page.isEmpty()) {
            page.forEach(each);
            page =
                    logs.newest(
                            RecordFilter.about(person, page.getLast().leaf().record().eventId()),
                            PAGE);
        }
    }
}
