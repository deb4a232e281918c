package com.sanocrm.consent;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the consent service. */
@SpringBootApplication
public class ConsentServiceApplication {
    public static void main(String[] args) {
        SpringApplication.run(ConsentServiceApplication.class, args);
    }
}
