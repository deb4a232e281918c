package com.sanocrm.consent.policy;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.WireName;

/**
 * Why data may be used for a purpose under a jurisdiction's law.
 *
 * @param law where it is written
 * @param withoutChoice what may hold at most as long as the person has chosen nothing
 */
public record LegalBasis(Basis basis, String law, Choice withoutChoice) {
    /** The kinds of it. */
    public enum Basis implements WireName {
        CONTRACT("contract"),
        HEALTH_CARE("health-care"),
        LEGAL_OBLIGATION("legal-obligation"),
        /** The person agreed. */
        CONSENT("consent"),
        /** The person was told and can object at any time. */
        OPT_OUT("opt-out");

        private final String wireName;

        Basis(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }
}
