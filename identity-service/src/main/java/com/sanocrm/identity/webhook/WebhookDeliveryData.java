package com.sanocrm.identity.webhook;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.export.PortableData;
import java.time.Instant;
import java.util.function.Consumer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What partners were told about the person. */
@Component
@Order(6)
class WebhookDeliveryData implements PortableData {
    private final WebhookDeliveries deliveries;

    WebhookDeliveryData(WebhookDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    record ToldPartner(
            PartnerId partnerId,
            HeardEvent event,
            String told,
            Instant at,
            DeliveryView.Status status) {}

    @Override
    public String section() {
        return "webhookDeliveries";
    }

    @Override
    public void records(AccountId person, Consumer<Object> each) {
        deliveries.each(
                person,
                one ->
                        each.accept(
                                new ToldPartner(
                                        one.partnerId(),
                                        one.event(),
                                        one.body(),
                                        one.createdAt(),
                                        DeliveryView.Status.of(one.delivery()))));
    }
}
