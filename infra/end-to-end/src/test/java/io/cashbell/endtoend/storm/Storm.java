package io.cashbell.endtoend.storm;

import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.PlacedOrder;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Everything that one gateway can say of payments, and what others say in its name.
 *
 * @param <P> a payment as the gateway sees it
 */
public interface Storm<P> {
    /** The contract's code of the way to pay. */
    String method();

    /** Sends the buyer to the gateway, where nothing is paid yet. */
    P open(Buyer buyer, PlacedOrder order);

    /**
     * The buyer pays at the gateway, as far as that goes without the shop.
     *
     * @return what the gateway says of it from then on
     */
    P pay(P payment);

    /**
     * The truth, said so many times, about each of these payments as often as about any other.
     *
     * @param paid all of them
     */
    List<Callback> truths(List<P> paid, int count, Random random);

    /**
     * Lies, so many, that make a shop believe in money that nobody paid.
     *
     * @param paid payments whose truth is told beside
     * @param unpaid payments of which nothing but lies are told
     */
    List<Callback> lies(List<P> paid, List<P> unpaid, int count, Random random);

    /** How the gateway's ledger has the payment. */
    Line ledger(P payment);

    /** What the shop answered wrongly to what the gateway sent by itself; waits for it. */
    default List<String> wrongAnswers(List<P> payments) {
        return List.of();
    }

    /**
     * One message, ready to be sent.
     *
     * @param sent sends it, and returns the status and the part of the answer that counts
     */
    record Callback(Supplier<String> sent, String expected) {}

    /**
     * A line of the ledger.
     *
     * @param number the gateway's own
     * @param amount as a decimal, in the unit that the shop charges in
     */
    record Line(boolean isPaid, String number, String amount) {}
}
