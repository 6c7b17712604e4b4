/** Tasks that do nothing useful in a useful way: for first tries, benches and tests. */
package nightshift.work.demo;
