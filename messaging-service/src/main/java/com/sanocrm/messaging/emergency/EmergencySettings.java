package com.sanocrm.messaging.emergency;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param alarmAddress the mailbox of compliance; without one there is the work list and the metric
 */
@ConfigurationProperties("sano.emergency")
record EmergencySettings(@Nullable String alarmAddress) {
    boolean hasAlarmAddress() {
        return alarmAddress != null && !alarmAddress.isBlank();
    }
}
