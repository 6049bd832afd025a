package io.cashbell.payment.session;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.gateway.CallUpGateway;
import io.cashbell.payment.gateway.Device;
import io.cashbell.payment.gateway.GatewayPage;
import io.cashbell.payment.gateway.PaymentGateway;
import io.cashbell.payment.gateway.SessionAnswer;
import java.util.Optional;

/** How a buyer comes, and so by what a gateway can be reached. */
sealed interface Arrival {

    /** Whether the gateway can be reached so for this method. */
    boolean suits(PaymentGateway gateway, PaymentMethod method);

    SessionAnswer open(PaymentGateway gateway, Payment payment, Attempt attempt);

    Optional<GatewayPage> resume(PaymentGateway gateway, Attempt attempt);

    /** By the link behind the pay button, which can be sent to a page. */
    record ByBrowser(Device device) implements Arrival {

        @Override
        public boolean suits(PaymentGateway gateway, PaymentMethod method) {
            return gateway.pageMethods().contains(method);
        }

        @Override
        public SessionAnswer open(PaymentGateway gateway, Payment payment, Attempt attempt) {
            return gateway.open(payment, attempt, device);
        }

        @Override
        public Optional<GatewayPage> resume(PaymentGateway gateway, Attempt attempt) {
            return gateway.resume(attempt);
        }
    }

    /**
     * In a program that calls the gateway's payment window up.
     *
     * @param payer who pays, as the gateway names them
     */
    record InProgram(String payer) implements Arrival {

        @Override
        public boolean suits(PaymentGateway gateway, PaymentMethod method) {
            return gateway instanceof CallUpGateway called
                    && called.callUpMethods().contains(method);
        }

        @Override
        public SessionAnswer open(PaymentGateway gateway, Payment payment, Attempt attempt) {
            return called(gateway).callUp(payment, attempt, payer);
        }

        @Override
        public Optional<GatewayPage> resume(PaymentGateway gateway, Attempt attempt) {
            return called(gateway).resume(attempt, payer);
        }

        private static CallUpGateway called(PaymentGateway gateway) {
            return (CallUpGateway) gateway;
        }

        /** Without who pays. */
        @Override
        public String toString() {
            return "InProgram";
        }
    }
}
