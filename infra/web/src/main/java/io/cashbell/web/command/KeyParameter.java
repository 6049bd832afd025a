package io.cashbell.web.command;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A route that reads {@code Idempotency-Key}; for the API's description. */
@Parameter(
        name = Commands.KEY,
        in = ParameterIn.HEADER,
        description = "1–255 visible ASCII characters",
        schema = @Schema(type = "string", minLength = 1, maxLength = 255))
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface KeyParameter {}
