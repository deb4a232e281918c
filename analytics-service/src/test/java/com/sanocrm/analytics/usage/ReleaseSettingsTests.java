package com.sanocrm.analytics.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ReleaseSettingsTests {
    @Test
    void aBatchEveryTwoSecondsUnlessToldOtherwise() {
        assertThat(bound(Map.of()).every()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void theIntervalIsWhatIsSet() {
        assertThat(bound(Map.of("sano.analytics.release.every", "PT5S")).every())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void anIntervalThatIsNoneIsRefused() {
        assertThatThrownBy(() -> bound(Map.of("sano.analytics.release.every", "PT0S")))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    private static ReleaseSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("sano.analytics.release", ReleaseSettings.class);
    }
}
