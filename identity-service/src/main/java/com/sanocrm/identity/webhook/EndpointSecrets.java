package com.sanocrm.identity.webhook;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.WebhookId;
import com.sanocrm.platform.audit.OwnWork;
import com.sanocrm.platform.crypto.DataKeys;
import com.sanocrm.platform.crypto.FieldContext;
import com.sanocrm.platform.crypto.FieldEncryption;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.Sensitive;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.bson.types.Binary;
import org.springframework.stereotype.Component;

/**
 * The secrets that sign, encrypted at rest under a key of the partner's own. The key is kept under
 * the account of the partner's software.
 */
@Component
class EndpointSecrets {
    private final FieldEncryption fields;
    private final SecureRandom random = new SecureRandom();

    EndpointSecrets(FieldEncryption fields, MongoDatabase database, Keysets keysets) {
        this.fields = fields.under(new DataKeys(database, keysets.aead("kek"), "partner"));
    }

    Binary newSecret(PartnerId partner, AccountId system, WebhookId webhook) {
        return fields.encrypt(
                context(partner, system, webhook), Signature.newSecret(random).reveal());
    }

    Sensitive open(Endpoint endpoint, AccountId system, Binary secret) {
        return new Sensitive(
                fields.decrypt(
                        OwnWork.SECRETS_OF_PARTNERS,
                        context(endpoint.partnerId(), system, endpoint.webhookId()),
                        secret));
    }

    /** Those that hold, the newest first. */
    List<Sensitive> open(Endpoint endpoint, AccountId system, Instant now) {
        return endpoint.secretsAt(now).stream()
                .map(secret -> open(endpoint, system, secret))
                .toList();
    }

    private static FieldContext context(PartnerId partner, AccountId system, WebhookId webhook) {
        return new FieldContext(
                partner.value(), system, "webhook_endpoints", webhook.value(), "secret");
    }
}
