package com.sanocrm.platform.export;

import com.sanocrm.contracts.id.AccountId;
import java.util.function.Consumer;

/**
 * A kind of data that the service holds of people, as it is given to the person who asks for all of
 * it (45 CFR 164.524, GDPR Art. 15 and 20). That it is opened is recorded before either is called.
 * Neither keeps more than a page in memory.
 */
public interface PortableData {
    /** What it is called in the service's file, in camelCase. */
    String section();

    /** Each record of the person, to be written as JSON. */
    void records(AccountId person, Consumer<Object> each);

    /**
     * The same as FHIR R4 resources, as far as there are any for it. Asked after the records: what
     * came meanwhile may be among them.
     */
    default void resources(AccountId person, Consumer<FhirResource> each) {}

    /**
     * @param id a UUID
     * @param json the resource, on one line
     */
    record FhirResource(String type, String id, String json) {
        /** By which the other resources of the export refer to it. */
        public static String reference(String id) {
            return "urn:uuid:" + id;
        }

        @Override
        public String toString() {
            return "FhirResource[" + type + "]";
        }
    }
}
