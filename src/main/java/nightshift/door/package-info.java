/**
 * Stands in front of every application of the server, and refuses requests that none of them should see. Open Liberty
 * loads it from a JAR of its own as a BELL, so it imports Java and Liberty's HTTP SPI only.
 */
package nightshift.door;
