import { findPart } from "@/lib/find-part";

interface Props {
  text: string;
  /** What was searched for; without it nothing is marked. */
  part: string | undefined;
}

/** Text with each place marked where what was searched for stands, in any case of letters. */
export function MarkedText({ text, part }: Props) {
  const pieces = findPart(text, part);
  if (pieces.length === 1) return text;
  // biome-ignore lint/suspicious/noArrayIndexKey: the places are what tells pieces apart
  return pieces.map((piece, at) => (at % 2 === 1 ? <mark key={at}>{piece}</mark> : piece));
}
