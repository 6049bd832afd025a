package io.cashbell.web.security;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;

/** What only the gardener may see, and its neighbours by name. */
@Controller
public class AdminGardenController {

    @Get("/api/admin/beds")
    public String beds(HttpRequest<?> request) {
        return "for " + AdminApiFilter.whoAsks(request).orElse("nobody");
    }

    @Post("/api/admin/beds/{id}/dig")
    public String dig(String id) {
        return "dug " + id;
    }

    @Get("/api/administration")
    public String another() {
        return "for everybody";
    }
}
