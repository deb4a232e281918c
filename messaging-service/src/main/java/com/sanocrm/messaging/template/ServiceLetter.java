package com.sanocrm.messaging.template;

import com.sanocrm.messaging.bounce.Mailboxes;
import com.sanocrm.messaging.care.CareTeams;
import com.sanocrm.messaging.mail.Fact;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.mail.TransactionalMail;
import com.sanocrm.messaging.people.ContactPoints.Address;
import com.sanocrm.platform.PlatformSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The mail itself, in the template's words and the patient's language. */
@Component
class ServiceLetter {
    private final MailTemplates templates;
    private final CareTeams teams;
    private final Mailboxes mailboxes;
    private final URI portal;

    ServiceLetter(
            MailTemplates templates,
            CareTeams teams,
            Mailboxes mailboxes,
            PlatformSettings settings) {
        this.templates = templates;
        this.teams = teams;
        this.mailboxes = mailboxes;
        this.portal = settings.publicUrl().resolve("/");
    }

    /** Whether the patient is still in the partner's care. */
    boolean isWanted(ServiceMail mail) {
        return teams.between(mail.tenant(), mail.recipient()).isPresent();
    }

    Postbox.Outcome send(ServiceMail mail) {
        return mailboxes.write(mail.recipient(), address -> letter(mail, address));
    }

    private Optional<TransactionalMail> letter(ServiceMail mail, Address address) {
        return templates
                .find(mail.tenant(), mail.templateId())
                .flatMap(template -> template.approvedWords(address.language().getLanguage()))
                .map(
                        words ->
                                TransactionalMail.of(
                                        words, mail.recipient(), address, facts(mail), portal));
    }

    private static List<Fact> facts(ServiceMail mail) {
        var facts = new ArrayList<Fact>();
        if (mail.reference() != null) {
            facts.add(new Fact.Reference("reference", mail.reference()));
        }
        if (mail.date() != null) {
            facts.add(new Fact.Day("date", mail.date()));
        }
        return facts;
    }
}
