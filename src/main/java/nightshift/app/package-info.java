/**
 * Puts Nightshift together and runs it: settings, the object graph, start and stop, and the redis-server of a first try.
 * It imports every other package, and no package imports it.
 */
package nightshift.app;
