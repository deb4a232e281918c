package com.sanocrm.identity.export;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is in the ZIP, and what is not.
 *
 * @param services who gave their part
 * @param files in the order of the ZIP, all but the manifest itself
 */
record Manifest(
        PrivacyRequestId requestId,
        AccountId accountId,
        @Nullable Instant collectedAt,
        @Nullable Instant expiresAt,
        List<String> services,
        List<FileEntry> files,
        List<LeftOut> notIncluded) {
    Manifest {
        services = List.copyOf(services);
        files = List.copyOf(files);
        notIncluded = List.copyOf(notIncluded);
    }

    /**
     * @param sha256 hexadecimal
     * @param counts of records by section, or of resources by FHIR type
     */
    record FileEntry(
            String name, String mediaType, long bytes, String sha256, Map<String, Long> counts) {}

    /**
     * What is held and not in the export.
     *
     * @param ground the law, or why there is nothing to give
     */
    record LeftOut(String data, String service, String ground) {}
}
