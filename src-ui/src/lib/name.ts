const allowedName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** What is wrong with the name of a queue or a schedule. It belongs to the path, so the server could misread a wrong one. */
export function nameProblem(name: string): string | undefined {
  if (name === "") return "is missing";
  return allowedName.test(name)
    ? undefined
    : "must be 1 to 100 characters of A-Z a-z 0-9 . _ - and begin with a letter or digit";
}
