package io.cashbell.order.catalog;

import java.util.Optional;

/** Where the catalog is kept, as one JSON document: {@code {"site": {…}, "products": [{…}]}}. */
public interface Catalogs {
    Optional<String> find();

    /**
     * Keeps a first catalog.
     *
     * @return the catalog that is kept now: another instance may have been first
     */
    String seed(String document);
}
