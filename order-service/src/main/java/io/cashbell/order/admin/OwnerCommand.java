package io.cashbell.order.admin;

import io.cashbell.web.command.KeyParameter;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A route by which the owner commands an order: any type of body, and the same answers. */
@Consumes(MediaType.ALL)
@KeyParameter
@ApiResponse(responseCode = "200", description = "Obeyed; as it was right afterwards")
@ApiResponse(responseCode = "400", description = "Not complete or not correct; see errors")
@ApiResponse(responseCode = "401", description = "Not the owner")
@ApiResponse(responseCode = "404", description = "No such order")
@ApiResponse(responseCode = "409", description = "The order does not allow it; see detail")
@ApiResponse(responseCode = "422", description = "The key names another command")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OwnerCommand {}
