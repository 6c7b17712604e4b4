/** Cuts a text into blocks of some KiB, after a line break where there is one. Joined, they are the text. */
export function textBlocks(text: string, blockLength = 4 * 1024): string[] {
  const blocks: string[] = [];
  for (let from = 0; from < text.length; ) {
    const most = Math.min(from + blockLength, text.length);
    const lineEnd = most === text.length ? most : text.lastIndexOf("\n", most - 1) + 1;
    let to = lineEnd > from ? lineEnd : most;
    // Not within a surrogate pair.
    if (to < text.length && /[\uD800-\uDBFF]/.test(text.charAt(to - 1))) to -= 1;
    blocks.push(text.slice(from, to));
    from = to;
  }
  return blocks;
}
