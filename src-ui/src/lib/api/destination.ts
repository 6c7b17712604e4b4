import type { Schema } from "./schema";

export type Destination = Schema<"Destination">;

/** Below the base of the API, and of the console alike. */
export const destinationPath = (host: string) => `/destinations/${encodeURIComponent(host)}`;
