package io.cashbell.order.checkout;

/** What is true of this one shop, for as long as its table exists. */
public interface Installation {
    /** 256 random bits that only this shop knows, the same in every instance. */
    byte[] secret();
}
