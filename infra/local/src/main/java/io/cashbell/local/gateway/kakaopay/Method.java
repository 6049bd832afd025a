package io.cashbell.local.gateway.kakaopay;

/** What the buyer pays with, as payment_method_type spells it. */
enum Method {
    MONEY,
    CARD
}
