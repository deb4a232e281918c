package com.sanocrm.audit.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/** One record of a polled batch, with the headers that it travelled with. */
record ReceivedRecord(Message<byte[]> message, int partition, long offset) {

    /**
     * The records of a batch.
     *
     * @throws IllegalStateException if the binder withholds any: its offset would be committed
     */
    static List<ReceivedRecord> of(Message<List<byte[]>> batch) {
        List<Map<String, Object>> headers = list(batch, KafkaHeaders.BATCH_CONVERTED_HEADERS);
        List<Integer> partitions = list(batch, KafkaHeaders.RECEIVED_PARTITION);
        List<Long> offsets = list(batch, KafkaHeaders.OFFSET);
        if (offsets.isEmpty() || offsets.size() != batch.getPayload().size()) {
            throw new IllegalStateException("the binder has dropped records of a batch");
        }
        var records = new ArrayList<ReceivedRecord>();
        for (byte[] payload : batch.getPayload()) {
            int i = records.size();
            records.add(
                    new ReceivedRecord(
                            MessageBuilder.withPayload(payload).copyHeaders(headers.get(i)).build(),
                            partitions.get(i),
                            offsets.get(i)));
        }
        return records;
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> list(Message<?> batch, String header) {
        if (batch.getHeaders().get(header) instanceof List<?> values) {
            return (List<T>) values;
        }
        throw new IllegalStateException("the binder gives no " + header);
    }

    @Nullable String header(String name) {
        Object value = message.getHeaders().get(name);
        return value instanceof byte[] bytes
                ? new String(bytes, UTF_8)
                : value == null ? null : value.toString();
    }
}
