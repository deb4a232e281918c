package com.sanocrm.messaging;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The messaging service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MessagingApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(MessagingApplication.class, arguments);
    }
}
