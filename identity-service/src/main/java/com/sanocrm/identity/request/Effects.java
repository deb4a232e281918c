package com.sanocrm.identity.request;

import com.mongodb.MongoException;
import com.sanocrm.identity.account.Corrections;
import com.sanocrm.identity.erasure.Closing;
import com.sanocrm.identity.export.Exports;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Caller;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What an approved request leads to; each can be begun again without harm. */
@Component
class Effects {
    private static final Logger log = LoggerFactory.getLogger(Effects.class);

    private final Closing closing;
    private final Exports exports;
    private final PrivacyRequests requests;
    private final AccountEffects account;
    private final Register register;

    Effects(
            Closing closing,
            Exports exports,
            PrivacyRequests requests,
            AccountEffects account,
            Register register) {
        this.closing = closing;
        this.exports = exports;
        this.requests = requests;
        this.account = account;
        this.register = register;
    }

    /**
     * @param instead of what was asked; null for that
     * @throws ProblemException 422 if the profile cannot have it
     */
    void demandPossible(PrivacyRequest request, @Nullable Corrections instead) {
        account.demandPossible(request, instead);
    }

    /**
     * @return whether the request is approved and leads to something
     */
    boolean take(PrivacyRequest request, Caller decider) {
        if (request.status() != PrivacyRequest.Status.APPROVED) {
            return false;
        }
        switch (request.type()) {
            case DELETION -> closing.begin(request.accountId(), decider);
            case ACCESS, PORTABILITY -> exports.order(request.id(), request.accountId());
            case CORRECTION, RESTRICTION, OBJECTION -> settle(request);
        }
        return true;
    }

    /** Brings the account to where the request says that it should be. */
    void settle(PrivacyRequest request) {
        Effect effect = request.effect();
        if (effect == null) {
            return;
        }
        if (effect.state() == Effect.State.DUE) {
            account.change(request);
            requests.change(request.id(), current -> current.done(register.now()));
        } else if (effect.isEnding(register.now())) {
            if (!requests.isRestrictedBeside(request)) {
                account.release(request);
            }
            requests.change(request.id(), current -> current.ended(register.now()));
        }
    }

    /** What a crash left between a decision and its effect, and what is to end by now. */
    @Scheduled(fixedDelayString = "PT1M")
    void settleWhatIsLeft() {
        try {
            for (PrivacyRequest left : requests.unsettled(register.now())) {
                settleLater(left);
            }
        } catch (MongoException away) {
            log.atDebug().log("Effects of requests wait for the store");
        }
    }

    private void settleLater(PrivacyRequest left) {
        try {
            register.worked(left);
            settle(left);
        } catch (ProblemException meanwhileChanged) {
            log.atInfo()
                    .addKeyValue("requestId", left.id().value())
                    .log("What a request changes was changed meanwhile; it is tried again");
        }
    }
}
