package com.sanocrm.consent.policy;

import com.sanocrm.contracts.Choice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of the policy to be published.
 *
 * @param defaults as before when absent
 * @param follows the version that it replaces, for whoever wants to be refused when that is no
 *     longer in force
 */
record PolicyProposal(
        @NotNull
                @Pattern(
                        regexp = "[0-9A-Za-z][0-9A-Za-z.-]{0,31}",
                        message = "up to 32 letters, digits, dots and hyphens")
                String version,
        @NotNull LocalDate lastRevised,
        boolean material,
        @Nullable Map<String, @NotNull Choice> defaults,
        @NotEmpty @Size(max = 300) List<@Valid @NotNull Sentence> sentences,
        @Nullable @Size(max = 32) String follows) {}
