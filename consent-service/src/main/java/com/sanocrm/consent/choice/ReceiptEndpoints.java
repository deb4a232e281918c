package com.sanocrm.consent.choice;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.OpenAccess;
import com.sanocrm.platform.security.Role;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The signed receipt of a choice, and the key to check it by. */
@RestController
@RequestMapping("/api/v1/consents")
class ReceiptEndpoints {
    private static final MediaType TEXT =
            new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final PersonConsents people;
    private final Receipts receipts;
    private final ConsentAudit audit;

    ReceiptEndpoints(PersonConsents people, Receipts receipts, ConsentAudit audit) {
        this.people = people;
        this.receipts = receipts;
        this.audit = audit;
    }

    /**
     * @param vkey as C2SP signed-note has it: name, key id and Ed25519 key
     */
    record Key(String vkey) {}

    @GetMapping("/receipt-key")
    @OpenAccess(because = "Whoever is shown a receipt may check it.")
    Key key() {
        return new Key(receipts.verificationKey());
    }

    /** A text file, for {@code ./sano verify receipt FILE}. */
    @GetMapping("/me/receipts/{evidenceId}")
    @Access(action = "consent.read", resource = "consent")
    ResponseEntity<byte[]> mine(@PathVariable String evidenceId, Caller caller) {
        return receipt(caller.accountId(), evidenceId, caller);
    }

    @GetMapping("/{accountId}/receipts/{evidenceId}")
    @Access(
            roles = {Role.COMPLIANCE, Role.SUPPORT},
            action = "consent.read",
            resource = "consent")
    ResponseEntity<byte[]> theirs(
            @PathVariable AccountId accountId, @PathVariable String evidenceId, Caller caller) {
        return receipt(accountId, evidenceId, caller);
    }

    private ResponseEntity<byte[]> receipt(AccountId accountId, String evidenceId, Caller caller) {
        Optional<RecordedChoice> choice =
                people.find(accountId).flatMap(person -> people.byEvidence(person, evidenceId));
        String receipt =
                choice.map(RecordedChoice::receipt).orElseThrow(ProblemException::notFound);
        audit.read(caller, accountId);
        return ResponseEntity.ok()
                .contentType(TEXT)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename("receipt.txt").build().toString())
                .body(receipt.getBytes(StandardCharsets.UTF_8));
    }
}
