/**
 * The settings of queues and the rules of their limits: how many jobs run at once, how fast they start, and whose turn it is.
 * Plain Java. The scripts of the store keep to the limits; this package says what they are.
 */
package nightshift.limit;
