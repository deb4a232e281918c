package com.sanocrm.messaging.alarm;

import com.sanocrm.contracts.events.WitnessAlarmRaised;
import com.sanocrm.platform.consume.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class AlarmEvents {
    @Bean
    Consumer<Message<byte[]>> auditAlarms(EventReader reader, Alarms alarms) {
        return reader.handling(
                EventReader.on(WitnessAlarmRaised.class, (event, _) -> alarms.raised(event)));
    }
}
