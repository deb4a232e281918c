package com.sanocrm.platform.export;

import java.util.Map;

/**
 * What a service says of its part, as the last file in it; whoever has read the part compares.
 *
 * @param records how many of each section
 * @param recordsSha256 of the file of records, hexadecimal
 * @param resources how many of each FHIR type
 * @param resourcesSha256 of the file of resources
 */
public record PartContents(
        String service,
        Map<String, Long> records,
        String recordsSha256,
        Map<String, Long> resources,
        String resourcesSha256) {
    /** The names of the files in a part. */
    public static final String RECORDS = "records.json";

    /** One entry of a FHIR Bundle a line. */
    public static final String RESOURCES = "resources.ndjson";

    public static final String CONTENTS = "contents.json";

    public PartContents {
        records = Map.copyOf(records);
        resources = Map.copyOf(resources);
    }
}
