import { findPart } from "@/lib/find-part";

interface Props {
  text: string;
  /** The text that was searched for; without it nothing is marked. */
  part: string | undefined;
}

/** Text with each match of the search marked, ignoring case. */
export function MarkedText({ text, part }: Props) {
  const pieces = findPart(text, part);
  if (pieces.length === 1) return text;
  // biome-ignore lint/suspicious/noArrayIndexKey: the index is what identifies a piece
  return pieces.map((piece, at) => (at % 2 === 1 ? <mark key={at}>{piece}</mark> : piece));
}
