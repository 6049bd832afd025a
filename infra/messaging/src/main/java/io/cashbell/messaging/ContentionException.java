package io.cashbell.messaging;

/**
 * Others stood in the way each time something was tried: they wrote to the same item, or the table
 * had too little room. Nothing was done, and another try a little later is likely to succeed.
 */
public final class ContentionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what was tried, for the log
     */
    public ContentionException(String message) {
        super(message);
    }
}
