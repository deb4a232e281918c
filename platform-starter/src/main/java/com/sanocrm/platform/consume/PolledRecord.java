package com.sanocrm.platform.consume;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/**
 * One record of a poll.
 *
 * @param message with the headers that it travelled with; null for the end of a key
 */
record PolledRecord(
        @Nullable Message<byte[]> message,
        @Nullable String key,
        String topic,
        int partition,
        long offset) {

    /**
     * The records of a poll, in their order.
     *
     * @throws IllegalStateException if the binder withholds any: its offset would be committed
     */
    static List<PolledRecord> of(Message<? extends List<?>> poll) {
        List<Map<String, Object>> headers = list(poll, KafkaHeaders.BATCH_CONVERTED_HEADERS);
        List<byte @Nullable []> keys = list(poll, KafkaHeaders.RECEIVED_KEY);
        List<String> topics = list(poll, KafkaHeaders.RECEIVED_TOPIC);
        List<Integer> partitions = list(poll, KafkaHeaders.RECEIVED_PARTITION);
        List<Long> offsets = list(poll, KafkaHeaders.OFFSET);
        int size = poll.getPayload().size();
        if (size == 0 || offsets.size() != size || headers.size() != size) {
            throw new IllegalStateException("the binder has dropped records of a poll");
        }
        var records = new ArrayList<PolledRecord>(size);
        for (Object payload : poll.getPayload()) {
            int i = records.size();
            records.add(
                    new PolledRecord(
                            payload instanceof byte[] value
                                    ? message(value, headers.get(i), topics.get(i))
                                    : null,
                            text(keys.get(i)),
                            topics.get(i),
                            partitions.get(i),
                            offsets.get(i)));
        }
        return records;
    }

    private static @Nullable String text(byte @Nullable [] key) {
        return key == null ? null : new String(key, StandardCharsets.UTF_8);
    }

    private static Message<byte[]> message(
            byte[] value, Map<String, Object> headers, String topic) {
        return MessageBuilder.withPayload(value)
                .copyHeaders(headers)
                .setHeader(KafkaHeaders.RECEIVED_TOPIC, topic)
                .build();
    }

    @SuppressWarnings("unchecked")
    private static <V extends @Nullable Object> List<V> list(Message<?> poll, String header) {
        if (poll.getHeaders().get(header) instanceof List<?> values) {
            return (List<V>) values;
        }
        throw new IllegalStateException("the binder gives no " + header);
    }
}
