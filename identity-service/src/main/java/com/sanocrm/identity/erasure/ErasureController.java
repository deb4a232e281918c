package com.sanocrm.identity.erasure;

import com.sanocrm.contracts.id.ErasureId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.OpenAccess;
import com.sanocrm.platform.security.Role;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How far an erasure is, and its certificate. */
@RestController
class ErasureController {
    private static final String READ = "erasure.read";

    private final Erasures erasures;
    private final RetentionRules rules;
    private final Certificates certificates;
    private final AuditRecords records;
    private final AuditTrail trail;

    ErasureController(
            Erasures erasures,
            RetentionRules rules,
            Certificates certificates,
            AuditRecords records,
            AuditTrail trail) {
        this.erasures = erasures;
        this.rules = rules;
        this.certificates = certificates;
        this.records = records;
        this.trail = trail;
    }

    /**
     * @param vkey as C2SP signed-note has it: name, key id and Ed25519 key
     */
    record Key(String vkey) {}

    /** For the former owner, as long as the token is good, and compliance. */
    @GetMapping("/api/v1/erasures/{erasureId}")
    @Access(action = READ, resource = "erasure", formerOwner = true)
    ResponseEntity<ErasureView> erasure(
            @PathVariable ErasureId erasureId, Caller caller, Locale language) {
        Erasure erasure =
                erasures.find(erasureId)
                        .filter(
                                one ->
                                        caller.is(Role.COMPLIANCE)
                                                || one.accountId().equals(caller.accountId()))
                        .orElseThrow(ProblemException::notFound);
        trail.record(
                records.success(
                        caller,
                        READ,
                        new Target(null, erasure.accountId(), "erasure", erasureId.value())));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(ErasureView.from(erasure, rules, language));
    }

    @GetMapping("/api/v1/erasures/certificate-key")
    @OpenAccess(because = "Whoever is shown a certificate may check it.")
    Key key() {
        return new Key(certificates.verificationKey());
    }
}
