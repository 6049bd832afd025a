package io.cashbell.order.shopkeeping;

import io.cashbell.web.command.KeyParameter;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A route by which the owner changes the shop: any type of body, and the same refusals. */
@Consumes(MediaType.ALL)
@KeyParameter
@ApiResponse(responseCode = "400", description = "Not complete or not correct; see errors")
@ApiResponse(responseCode = "401", description = "Not the owner")
@ApiResponse(responseCode = "412", description = "Changed since it was read")
@ApiResponse(responseCode = "422", description = "The key names another change")
@ApiResponse(responseCode = "503", description = "Too many change the shop; nothing is changed")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface ShopCommand {}
