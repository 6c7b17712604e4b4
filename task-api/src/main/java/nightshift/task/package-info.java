/**
 * The types that the Java code of a task compiles against. They depend on the JDK and on Jakarta annotations alone.
 *
 * <pre>{@code
 * @Task("invoice.send")
 * public class SendInvoice implements TaskHandler<SendInvoice.Args> {
 *     public record Args(long invoice, String to) {
 *     }
 *
 *     @Override
 *     public Object handle(Args args, JobContext context) throws Exception {
 *         // Do the work. Throw AttemptFailed to say what happens after a failure.
 *         return null;
 *     }
 * }
 * }</pre>
 */
package nightshift.task;
