package io.cashbell.endtoend.buyer;

import io.cashbell.endtoend.shop.Merchant;
import java.util.Random;

/** Ways to make a shop believe in money that nobody paid, without the shop's key. */
public enum Forgery {
    /** One character of the signature is another one. */
    FLIPPED_SIGNATURE {
        @Override
        public EcpayNotice of(EcpayNotice genuine, EcpayNotice another, Random random) {
            return genuine.misread(random);
        }
    },
    /** Signed by somebody who has another key. */
    OTHER_KEY {
        @Override
        public EcpayNotice of(EcpayNotice genuine, EcpayNotice another, Random random) {
            return genuine.signedBy(STRANGER);
        }
    },
    /** The amount is another one, and a stranger signs it. */
    AMOUNT_RESIGNED {
        @Override
        public EcpayNotice of(EcpayNotice genuine, EcpayNotice another, Random random) {
            return genuine.with("TradeAmt", "1").signedBy(STRANGER);
        }
    },
    /** The amount is another one, under the signature that was right for the old one. */
    AMOUNT_UNSIGNED {
        @Override
        public EcpayNotice of(EcpayNotice genuine, EcpayNotice another, Random random) {
            return genuine.with("TradeAmt", "1");
        }
    },
    /** One payment is passed off as that of another order. */
    OTHER_TRADE {
        @Override
        public EcpayNotice of(EcpayNotice genuine, EcpayNotice another, Random random) {
            return genuine.with("MerchantTradeNo", another.tradeNumber())
                    .with("CustomField1", another.field("CustomField1"));
        }
    },
    NO_SIGNATURE {
        @Override
        public EcpayNotice of(EcpayNotice genuine, EcpayNotice another, Random random) {
            return genuine.unsigned();
        }
    },
    /** Paid to somebody else, who signs it with a good key of his own. */
    OTHER_MERCHANT {
        @Override
        public EcpayNotice of(EcpayNotice genuine, EcpayNotice another, Random random) {
            return genuine.with("MerchantID", STRANGER.id()).signedBy(STRANGER);
        }
    };

    /** A merchant of ECPay too, and none of ours. */
    private static final Merchant STRANGER =
            new Merchant("3002599", "spPjZn66i0OhqJsQ", "hT5OJckN45isQTTs");

    /**
     * @param another a genuine notice about another order
     */
    public abstract EcpayNotice of(EcpayNotice genuine, EcpayNotice another, Random random);
}
