// Writes the types of the API's requests and answers, src/lib/api/schema.gen.ts, from the server's OpenAPI document.
// With --check it only looks whether they are as the document says.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const document = new URL("../../src/main/resources/META-INF/openapi.yaml", import.meta.url);
const file = new URL("../src/lib/api/schema.gen.ts", import.meta.url);

const types = await openapiTS(document, {
  alphabetize: true,
  defaultNonNullable: false,
  emptyObjectsUnknown: true,
});
const text = `// Generated from openapi.yaml by \`npm run api\`: change the records in nightshift.api.answer, or the document.\n\n${astToString(types)}`;

if (!process.argv.includes("--check")) {
  writeFileSync(file, text);
} else if (readFileSync(file, "utf8") !== text) {
  console.error("src/lib/api/schema.gen.ts is not what openapi.yaml says. Run `npm run api`.");
  process.exitCode = 1;
}
