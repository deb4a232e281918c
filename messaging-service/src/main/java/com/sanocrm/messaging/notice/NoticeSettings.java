package com.sanocrm.messaging.notice;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param after how long a message waits before a mail says so: who reads at once gets none
 */
@ConfigurationProperties("sano.notice")
record NoticeSettings(@DefaultValue("PT30S") Duration after) {}
