/** Holds the FHIR view to FHIR R4 and to IHE's profiles. */
@NullMarked
package com.sanocrm.audit.fhir;

import org.jspecify.annotations.NullMarked;
