package com.sanocrm.platform.consume;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.RetryListener;

/** Says why records wait: with the stack at first, then now and then that they still do. */
public final class LoggedRetries implements RetryListener {
    private static final Logger log = LoggerFactory.getLogger(LoggedRetries.class);

    /* Attempts are half a second apart. */
    private static final int TOLD_AGAIN = 20;

    @Override
    public void failedDelivery(
            ConsumerRecord<?, ?> record, @Nullable Exception failure, int attempt) {
        tell(failure, attempt);
    }

    @Override
    public void failedDelivery(
            ConsumerRecords<?, ?> records, @Nullable Exception failure, int attempt) {
        tell(failure, attempt);
    }

    private static void tell(@Nullable Exception failure, int attempt) {
        if (attempt == 1 || attempt % TOLD_AGAIN == 0) {
            log.atError()
                    .setCause(attempt == 1 ? failure : null)
                    .addKeyValue("attempt", attempt)
                    .log("What was polled waits and is tried again");
        }
    }
}
