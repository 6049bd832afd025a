package io.cashbell.order.catalog;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Where the catalog is kept, as one JSON document: {@code {"site": {…}, "products": [{…}]}}. */
public interface Catalogs {
    /** The member of a product that names the counting of its units; none where there is none. */
    String COUNT = "count";

    Optional<String> find();

    /**
     * What is for sale of these products, as it was a moment ago; one that is not counted is
     * missing.
     */
    Map<String, Stock> stock(Collection<String> productIds);

    /**
     * Keeps a first catalog.
     *
     * @return the catalog that is kept now: another instance may have been first
     */
    String seed(String document);
}
