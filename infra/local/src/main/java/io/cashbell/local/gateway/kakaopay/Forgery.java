package io.cashbell.local.gateway.kakaopay;

/** What is wrong on purpose with the way back to the shop; the payment is left alone. */
enum Forgery {
    NONE,
    /** A token that KakaoPay never gave. */
    PG_TOKEN,
    /** No token at all. */
    NO_PG_TOKEN
}
