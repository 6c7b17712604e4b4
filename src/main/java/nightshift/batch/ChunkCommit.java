package nightshift.batch;

import jakarta.enterprise.context.Dependent;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The transaction of a chunk. */
@Dependent
class ChunkCommit {

    /** Does something once the chunk under way has been committed, on the same thread and before the next chunk begins. */
    void then(Runnable action) throws NamingException {
        TransactionSynchronizationRegistry transaction =
                InitialContext.doLookup("java:comp/TransactionSynchronizationRegistry");
        if (transaction.getTransactionStatus() != Status.STATUS_NO_TRANSACTION) {
            transaction.registerInterposedSynchronization(new Synchronization() {

                @Override
                public void beforeCompletion() {
                    // what is kept must have happened
                }

                @Override
                public void afterCompletion(int status) {
                    if (status == Status.STATUS_COMMITTED) {
                        action.run();
                    }
                }
            });
        }
    }
}
