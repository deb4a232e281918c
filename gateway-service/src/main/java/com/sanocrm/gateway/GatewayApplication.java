package com.sanocrm.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the gateway; no service, Keycloak or Kafka needs to be up. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {
    /** Shorter than the services' own 20 s, so that no request goes into a closing connection. */
    private static final String IDLE_CONNECTION_SECONDS = "15";

    public static void main(String[] arguments) {
        System.setProperty("jdk.httpclient.keepalive.timeout", IDLE_CONNECTION_SECONDS);
        SpringApplication.run(GatewayApplication.class, arguments);
    }
}
