const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zones that this browser knows: its own first, and UTC. The server may know others. */
export const timeZones = [...new Set([own, "UTC", ...Intl.supportedValuesOf("timeZone")])];
