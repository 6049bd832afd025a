package io.cashbell.web.command;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A command that is answered once per key, see {@link Commands}; for the API's description. */
@KeyParameter
@ApiResponse(responseCode = "422", description = "idempotency-key-reused: by another command")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface KeyedCommand {}
