/**
 * What stands before every application of the server: it refuses what none of them should see. Open Liberty loads it from
 * a JAR of its own as a BELL, so it imports Java and Liberty's HTTP SPI only.
 */
package nightshift.door;
