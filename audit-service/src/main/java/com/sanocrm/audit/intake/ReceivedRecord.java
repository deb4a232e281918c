package com.sanocrm.audit.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/**
 * One record of a polled batch.
 *
 * @param message the value alone: a header that whoever sent it made up must not be taken for one
 *     of the framework's, which refuses a message for some
 * @param key null without one
 */
record ReceivedRecord(
        Message<byte[]> message,
        Map<String, Object> headers,
        @Nullable String key,
        int partition,
        long offset) {

    /**
     * The records of a batch.
     *
     * @throws IllegalStateException if the binder withholds any: its offset would be committed
     */
    static List<ReceivedRecord> of(Message<? extends List<?>> batch) {
        List<Map<String, Object>> headers = list(batch, KafkaHeaders.BATCH_CONVERTED_HEADERS);
        List<@Nullable Object> keys = list(batch, KafkaHeaders.RECEIVED_KEY);
        List<Integer> partitions = list(batch, KafkaHeaders.RECEIVED_PARTITION);
        List<Long> offsets = list(batch, KafkaHeaders.OFFSET);
        if (offsets.isEmpty() || offsets.size() != batch.getPayload().size()) {
            throw new IllegalStateException("the binder has dropped records of a batch");
        }
        var records = new ArrayList<ReceivedRecord>();
        for (Object payload : batch.getPayload()) {
            int i = records.size();
            byte[] value = payload instanceof byte[] bytes ? bytes : new byte[0];
            records.add(
                    new ReceivedRecord(
                            MessageBuilder.withPayload(value).build(),
                            headers.get(i),
                            text(keys.get(i)),
                            partitions.get(i),
                            offsets.get(i)));
        }
        return records;
    }

    @SuppressWarnings("unchecked")
    private static <T extends @Nullable Object> List<T> list(Message<?> batch, String header) {
        if (batch.getHeaders().get(header) instanceof List<?> values) {
            return (List<T>) values;
        }
        throw new IllegalStateException("the binder gives no " + header);
    }

    @Nullable String header(String name) {
        return text(headers.get(name));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof byte[] bytes
                ? new String(bytes, UTF_8)
                : value == null ? null : value.toString();
    }
}
