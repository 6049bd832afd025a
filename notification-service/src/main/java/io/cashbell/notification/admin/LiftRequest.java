package io.cashbell.notification.admin;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Which address mail may go to again. In the body, since addresses are logged and bodies are not.
 */
@Introspected
record LiftRequest(@NotBlank @Size(max = 254) String address) {

    /** Without the address: this is what ends up in logs. */
    @Override
    public String toString() {
        return "LiftRequest[]";
    }
}
