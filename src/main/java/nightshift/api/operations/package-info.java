/** Operations: preview, begin, follow and cancel them. */
package nightshift.api.operations;
