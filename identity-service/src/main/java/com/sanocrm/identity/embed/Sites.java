package com.sanocrm.identity.embed;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.identity.partner.Partner;
import com.sanocrm.identity.partner.Partners;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where partners show the form. */
@Component
class Sites {
    private final Documents<Site> sites;
    private final Partners partners;

    Sites(DocumentsFactory documents, Partners partners) {
        this.sites = documents.of("registration_sites", Site.class);
        this.partners = partners;
    }

    List<String> originsOf(PartnerId partner) {
        return sites.find(partner.value()).map(Stored::state).map(Site::origins).orElse(List.of());
    }

    List<String> put(PartnerId partner, List<String> origins, AuditRecorded record) {
        var site = new Site(partner, origins);
        if (!sites.createUnlessThere(Change.of(site, record))) {
            sites.change(partner.value(), _ -> Change.of(site, record));
        }
        return origins;
    }

    /** The partner, if a page of that origin may show its form now. */
    Optional<Partner> shownAt(PartnerId partner, String origin) {
        return Optional.of(partner)
                .filter(asked -> originsOf(asked).contains(origin))
                .flatMap(partners::withAgreement);
    }
}
