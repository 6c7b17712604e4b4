/**
 * Puts Nightshift together and runs it: settings, the object graph, start and stop, and the redis-server of a first try.
 * Imports everything; nothing imports it.
 */
package nightshift.app;
