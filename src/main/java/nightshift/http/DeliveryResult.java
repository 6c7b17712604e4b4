package nightshift.http;

/** How one delivery ended, from the view of the network. */
public enum DeliveryResult {
    /** An answer with a status from 200 to 299 came, whether or not the job counts it as a success. */
    ANSWER_2XX("2xx"),
    /** An answer with a status from 300 to 399 came. */
    ANSWER_3XX("3xx"),
    /** An answer with a status from 400 to 499 came. */
    ANSWER_4XX("4xx"),
    /** An answer with a status from 500 to 599 came. */
    ANSWER_5XX("5xx"),
    /** No complete answer in time. */
    TIMEOUT("timeout"),
    /** No address, no connection, no TLS, or the connection broke. */
    CONNECT("connect"),
    /** The address is one that must not be called. */
    REFUSED("refused");

    private final String label;

    DeliveryResult(String label) {
        this.label = label;
    }

    /** The name in metrics. */
    public String label() {
        return label;
    }

    static DeliveryResult of(int status) {
        return status < 300 ? ANSWER_2XX : status < 400 ? ANSWER_3XX : status < 500 ? ANSWER_4XX : ANSWER_5XX;
    }
}
