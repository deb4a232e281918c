package com.sanocrm.audit.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import com.sanocrm.audit.log.LoggedRecord;
import com.sanocrm.audit.records.RecordQuery;
import com.sanocrm.audit.records.RecordSearch;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.Page;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The search of compliance, answered as a FHIR Bundle. */
@RestController
class FhirEndpoints {
    /* Reads thousands of classes: when it is first asked for, not at the start. */
    private final Supplier<FhirContext> fhir = SingletonSupplier.of(FhirContext::forR4);
    private final RecordSearch search;
    private final String platform;

    FhirEndpoints(RecordSearch search, PlatformSettings settings) {
        this.search = search;
        this.platform = settings.publicUrl().toString();
    }

    /** The same records, parameters and pages as the JSON answer has. */
    @Access(roles = Role.COMPLIANCE, action = RecordSearch.ACTION, resource = RecordSearch.RESOURCE)
    @GetMapping(path = "/api/v1/audit/events", produces = "application/fhir+json")
    byte[] search(Caller caller, RecordQuery query, Page.Request page) {
        Page<LoggedRecord> found = search.find(caller, query, page);
        var bundle = new Bundle();
        bundle.setType(Bundle.BundleType.SEARCHSET);
        bundle.addLink().setRelation("self").setUrl(self(null));
        if (found.next() != null) {
            bundle.addLink().setRelation("next").setUrl(self(found.next()));
        }
        var records = new FhirAuditEvent(platform);
        for (LoggedRecord logged : found.items()) {
            String id = FhirAuditEvent.idOf(logged.leaf().record().eventId());
            bundle.addEntry()
                    .setFullUrl("urn:uuid:" + id)
                    .setResource(records.of(logged))
                    .getSearch()
                    .setMode(Bundle.SearchEntryMode.MATCH);
        }
        return fhir.get().newJsonParser().encodeResourceToString(bundle).getBytes(UTF_8);
    }

    private String self(@Nullable String cursor) {
        var uri = ServletUriComponentsBuilder.fromCurrentRequest();
        if (cursor != null) {
            uri.replaceQueryParam("cursor", cursor);
        }
        var built = uri.build();
        String query = built.getQuery();
        return platform + built.getPath() + (query == null ? "" : "?" + query);
    }
}
