package com.sanocrm.platform.consent;

/**
 * What a browser says for its user with a request.
 *
 * @param gpc {@code Sec-GPC: 1} (Global Privacy Control)
 * @param dnt {@code DNT: 1} (Tracking Preference Expression)
 */
public record BrowserSignals(boolean gpc, boolean dnt) {
    /** No signal, or nothing that a browser asked for. */
    public static final BrowserSignals NONE = new BrowserSignals(false, false);

    boolean objects() {
        return gpc || dnt;
    }
}
