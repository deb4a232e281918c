package com.sanocrm.consent.policy;

import com.sanocrm.consent.policy.Policy.Promise;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A sentence of the policy in both languages, with the promises it rests on.
 *
 * @param id stays the same from version to version, so that versions can be compared
 */
public record Sentence(
        @NotNull @Pattern(regexp = "[a-z0-9-]{1,40}", message = "kebab-case, up to 40 characters")
                String id,
        @NotEmpty @Size(max = 20)
                List<@NotNull @Pattern(regexp = Promise.ID, message = Promise.NONE) String>
                        promises,
        @NotBlank @Size(max = 2_000) String en,
        @NotBlank @Size(max = 2_000) String ar) {}
