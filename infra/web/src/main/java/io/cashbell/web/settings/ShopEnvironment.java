package io.cashbell.web.settings;

/** Where a service runs. Local alone has defaults and plain HTTP; production alone takes money. */
public enum ShopEnvironment {
    LOCAL,
    STAGING,
    PRODUCTION
}
