package com.sanocrm.platform.consume;

import com.sanocrm.contracts.Topic;
import java.time.Instant;

/**
 * What an event came with.
 *
 * @param id for effects that remember ids
 * @param sequence the aggregate's event number, for effects that remember positions; 0 when the
 *     event has none
 * @param source the service that wrote it, with a leading slash
 */
public record EventMetadata(String id, long sequence, String source, Instant time, Topic topic) {}
