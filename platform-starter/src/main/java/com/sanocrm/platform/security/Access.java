package com.sanocrm.platform.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call an endpoint and what the audit trail calls it. Every endpoint has this or {@link
 * OpenAccess}; an architecture rule sees to it. A caller without the role gets 403, and that, as
 * every 404 of the endpoint, is recorded as refused before the answer leaves.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Access {
    /** Any of these; empty for anybody with a valid token. */
    Role[] roles() default {};

    /** Dotted, what is done to what: {@code message.read}. */
    String action();

    /** The FHIR-like name of what is touched: {@code conversation}. */
    String resource();

    /**
     * Whether the former owner of an account that is closed may call it, while the last token
     * lasts. To everybody else whose account is shut the operation answers 404.
     */
    boolean formerOwner() default false;

    /** Why a success leaves no record: it tells of no person. Empty for all others. */
    String unrecorded() default "";
}
