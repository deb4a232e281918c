package com.sanocrm.contracts;

/** The way by which a choice reached us. */
public enum Channel implements WireName {
    /** A box of the registration form. */
    REGISTRATION_FORM("registration-form"),
    /** The person's own settings, signed in. */
    PREFERENCES("preferences"),
    /** The link or header of a mail, without signing in. */
    UNSUBSCRIBE_LINK("unsubscribe-link"),
    /** A reply to a mail in the person's own words. */
    EMAIL_REPLY("email-reply"),
    /** Written or said to support, who entered it. */
    SUPPORT("support"),
    /** {@code Sec-GPC} or {@code DNT} of a browser that the person was signed in with. */
    BROWSER_SIGNAL("browser-signal"),
    /** A form on a clinical partner's own site. */
    PARTNER_FORM("partner-form"),
    /** The newsletter's form, confirmed from the mailbox (double opt-in). */
    NEWSLETTER_FORM("newsletter-form"),
    /** An objection (GDPR Art. 21) among the person's rights requests. */
    PRIVACY_REQUEST("privacy-request");

    private final String wireName;

    Channel(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
