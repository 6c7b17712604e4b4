import { apiBase } from "./api-client";

interface Request {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
  /** Name of a file that is the body. */
  file?: string;
}

/** The same request as a shell command. The key comes from the environment, never from the console. */
export function toCurl(
  { method = "GET", path, headers = {}, body, file }: Request,
  origin = location.origin,
): string {
  const parts = [`curl ${method === "GET" ? "" : `-X ${method} `}${quote(origin + apiBase + path)}`];
  parts.push('-H "Authorization: Bearer $NIGHTSHIFT_KEY"');
  if (body !== undefined) parts.push("-H 'Content-Type: application/json'");
  for (const [name, value] of Object.entries(headers)) parts.push(`-H ${quote(`${name}: ${value}`)}`);
  if (file !== undefined) parts.push(`-T ${quote(file)}`);
  if (body !== undefined) parts.push(`--data-raw ${quote(body)}`);
  return parts.join(" \\\n  ");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
