package com.sanocrm.platform;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What every service is told.
 *
 * @param instance names this process among the service's others
 * @param publicUrl where clients reach the gateway
 * @param keys the directory of the service's keysets
 */
@ConfigurationProperties("sano")
public record PlatformSettings(String instance, URI publicUrl, Path keys) {}
