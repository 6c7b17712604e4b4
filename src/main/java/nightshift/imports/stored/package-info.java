/**
 * Begins imports and shows them, with their files on the disk and their plan in the store.
 */
package nightshift.imports.stored;
