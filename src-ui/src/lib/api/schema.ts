import type { components } from "./schema.gen";

/** A request or answer of the API, by its name in the OpenAPI document. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];
