package com.sanocrm.messaging.emergency;

import com.sanocrm.contracts.events.EmergencyAccessChanged;
import com.sanocrm.contracts.events.EmergencyAccessChanged.Status;
import com.sanocrm.messaging.care.EmergencyGrants;
import com.sanocrm.platform.consume.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class EmergencyEvents {
    /** The grant first: the clinician waits for it. Each step may come twice. */
    @Bean
    Consumer<Message<byte[]>> emergencyAccesses(
            EventReader reader, EmergencyGrants grants, Tidings tidings) {
        return reader.handling(
                EventReader.on(
                        EmergencyAccessChanged.class,
                        (event, metadata) -> {
                            grants.emergencyAccessChanged(event, metadata);
                            if (event.status() == Status.OPEN) {
                                tidings.of(event);
                            }
                        }));
    }
}
