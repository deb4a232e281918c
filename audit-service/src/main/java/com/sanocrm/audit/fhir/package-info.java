/** The records as other health systems read them: FHIR R4 AuditEvent, by IHE's BALP profiles. */
@NullMarked
package com.sanocrm.audit.fhir;

import org.jspecify.annotations.NullMarked;
