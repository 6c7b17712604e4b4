/**
 * Takes files for imports, and gives out the files of exports.
 */
package nightshift.api.files;
