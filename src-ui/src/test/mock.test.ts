import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parse } from "yaml";

interface Described {
  $ref?: string;
  content?: Record<string, { schema: object }>;
}
interface Document {
  paths: Record<string, Record<string, { responses: Record<string, Described> }>>;
  components: { responses: Record<string, Described> };
}

const document = parse(readFileSync("../src/main/resources/META-INF/openapi.yaml", "utf8")) as Document;
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(document, "api");

const mock = spawn(process.execPath, ["mock/server.mjs"], { env: { ...process.env, PORT: "0" } });
afterAll(() => mock.kill());

let base = "";
let cookie = "";
beforeAll(async () => {
  const [line] = (await once(mock.stdout, "data")) as [Buffer];
  base = /http:\S+:\d+/.exec(String(line))?.[0] ?? "";
  const answer = await send("POST", "/session", JSON.stringify({ username: "admin", password: "admin" }));
  cookie = answer.headers.get("Set-Cookie") ?? "";
});

function send(method: string, path: string, body?: string, type = "application/json") {
  return fetch(`${base}/api/v1${path}`, {
    method,
    body,
    headers: { Cookie: cookie, Accept: "application/json", "Content-Type": type },
  });
}

/** The answer's JSON, after it was compared with what the document says about the call. */
async function call(method: string, path: string, body?: string, type?: string) {
  const answer = await send(method, path, body, type);
  const text = await answer.text();
  const name = `${method} ${path}: ${answer.status} ${text.slice(0, 500)}`;
  const plain = `/api/v1${path.replace(/\?.*/, "")}`;
  const at = Object.keys(document.paths).find((known) =>
    new RegExp(`^${known.replace("{host}", "(?:[^/:]|:\\d)+").replace(/\{\w+\}/g, "[^/:]+")}$`).test(plain),
  );
  const found = document.paths[at ?? ""]?.[method.toLowerCase()]?.responses[answer.status];
  const response = found?.$ref ? document.components.responses[found.$ref.split("/").at(-1) ?? ""] : found;
  expect(response, name).toBeDefined();
  if (text === "") return undefined;
  const schema = response?.content?.[answer.headers.get("Content-Type") ?? ""]?.schema;
  expect(schema, name).toBeDefined();
  const inDocument = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/'));
  ajv.validate(inDocument, JSON.parse(text));
  expect(ajv.errors ?? [], name).toEqual([]);
  return JSON.parse(text);
}

it.each([
  "/session",
  "/status",
  "/objectives",
  "/tasks",
  "/workers",
  "/throughput",
  "/queues",
  "/queues/mail",
  "/jobs",
  "/jobs?pageSize=1000",
  "/jobs?state=NONE",
  "/jobs?filter=state:dead+queue:ma*",
  "/jobs?filter=state:none",
  "/jobs/no-such-job",
  "/imports",
  "/exports",
  "/failures",
  "/failures?muted=false&sort=count",
  "/failures?sort=size",
  "/failures/0000000000000000",
  "/operations",
  "/operations/no-such-operation",
  "/destinations",
  "/destinations?state=OPEN",
  "/destinations/api.example.com:8443",
  "/destinations/NoHost",
  "/schedules",
  "/schedules/nightly-report",
  "/schedules/no-such-schedule",
  "/schedules/nightly-report/runs?next=10&last=20",
])("the stand-in answers %s as the document says", (path) => call("GET", path));

it("the stand-in has jobs in the shape of the document", async () => {
  for (const state of ["DEAD", "RETRYING", "SCHEDULED", "SUCCEEDED", "CANCELLED", "RUNNING"]) {
    const { items } = await call("GET", `/jobs?state=${state}`);
    if (items[0]) await call("GET", `/jobs/${items[0].id}`);
  }
  const job = await call("POST", "/jobs", '{"task":"demo.noop","delay":"PT1H"}');
  await call("GET", `/jobs/${job.id}:explain`);
  await call("POST", `/jobs/${job.id}:run`);
  await call("POST", `/jobs/${job.id}:cancel`);
  await call("POST", `/jobs/${job.id}:cancel`);
  await call("POST", `/jobs/${job.id}:retry`);
  await call("POST", "/jobs?dryRun=true", '{"task":"demo.noop"}');
  await call("POST", "/jobs", '{"task":"no.such"}');
  await call("POST", "/queues/mail:pause");
  await call("POST", "/queues/mail:resume");
  const patched = await call("PATCH", "/queues/new", '{"rateLimit":{"permits":5,"per":"PT1M"}}');
  expect(patched.rateLimit).toEqual({ permits: 5, per: "PT1M" });
  await call("PATCH", "/queues/new", '{"rateLimit":{"permits":0}}');
  expect(await call("PATCH", "/queues/new", '{"rateLimit":null,"owner":"a"}')).not.toHaveProperty(
    "rateLimit",
  );
  await call("POST", "/queues/new:purge");
  await call("DELETE", "/queues/new");
  await call("DELETE", "/queues/mail");
});

it("the stand-in has destinations in the shape of the document", async () => {
  const path = "/destinations/new.example.com";
  expect((await call("POST", `${path}:open`, '{"for":"PT10M"}')).until).toBeDefined();
  expect((await call("POST", `${path}:open`)).until).toBeUndefined();
  expect((await call("POST", `${path}:close`)).state).toBe("CLOSED");
  await call("POST", `${path}:open`, '{"for":"PT0S"}');
  await call("PATCH", path, '{"concurrency":5,"rateLimit":{"permits":10,"per":"PT1S"}}');
  expect((await call("PATCH", path, '{"concurrency":null,"rateLimit":null}')).concurrency).toBeUndefined();
  await call("PATCH", path, '{"concurrency":0}');
});

it("the stand-in has schedules in the shape of the document", async () => {
  const rule = '{"every":"PT1H","task":"demo.noop"}';
  const preview = await call("PUT", "/schedules/hourly?validateOnly=true", rule);
  expect(preview.next).toHaveLength(10);
  await call("PUT", "/schedules/hourly?validateOnly=true", '{"cron":"61 * * * *","task":"demo.noop"}');
  await call("PUT", "/schedules/hourly", rule);
  await call("PUT", "/schedules/hourly", rule);
  const { job } = await call("POST", "/schedules/hourly:run");
  expect((await call("GET", `/jobs/${job}`)).schedule).toBe("hourly");
  const { last } = await call("GET", "/schedules/hourly/runs?last=1");
  expect(last[0].job).toBe(job);
  await call("POST", "/schedules/hourly:pause");
  await call("POST", "/schedules/hourly:resume");
  await call("DELETE", "/schedules/hourly");
  await call("DELETE", "/schedules/invoices");
  await call("PUT", "/schedules/invoices", rule);
  expect((await call("DELETE", "/schedules/invoices")).origin).toBe("CODE");
});

it("the stand-in has imports and exports in the shape of the document", async () => {
  const rows = "invoice,to\n1,a@example.com\nx,b@example.com\n";
  const dryRun = await call("POST", "/imports?task=invoice.send&dryRun=true", rows, "text/csv");
  expect(dryRun.rejected).toBe(1);
  const file = await call("POST", "/imports?task=invoice.send&queue=paper", rows, "text/csv");
  await expect.poll(async () => (await call("GET", `/imports/${file.id}`)).state).toBe("SUCCEEDED");
  await call("GET", `/imports/${file.id}/rejects`);
  const jobs = await call("POST", "/exports", '{"format":"ndjson","filter":{"queue":"paper"}}');
  await expect.poll(async () => (await call("GET", `/exports/${jobs.id}`)).state).toBe("SUCCEEDED");
  await call("POST", `/exports/${jobs.id}:stop`);
});

it("the stand-in has failure groups in the shape of the document", async () => {
  const { items } = await call("GET", "/failures?state=DEAD&sort=count");
  const path = `/failures/${items[0].fingerprint}`;
  await call("GET", path);
  const until = new Date(Date.now() + 3_600_000).toISOString();
  expect((await call("POST", `${path}:mute`, `{"reason":"known","until":"${until}"}`)).muted.by).toBe(
    "admin",
  );
  await call("POST", `${path}:mute`, '{"reason":"known","until":"2020-01-01T00:00:00Z"}');
  expect((await call("POST", `${path}:unmute`)).muted).toBeUndefined();
  const jobs = await call("GET", `/jobs?filter=failure:${items[0].fingerprint}`);
  expect(jobs.items[0].failureGroup).toBe(items[0].fingerprint);
});

it("the stand-in has operations in the shape of the document", async () => {
  const wanted = { action: "retry", filter: { filter: "state:dead" } };
  const preview = await call("POST", "/operations", JSON.stringify({ ...wanted, validateOnly: true }));
  const begun = await call("POST", "/operations", JSON.stringify(wanted));
  await expect.poll(async () => (await call("GET", `/operations/${begun.id}`)).state).toBe("SUCCEEDED");
  expect((await call("GET", "/operations")).items[0].done).toBe(preview.applies);
  await call("POST", `/operations/${begun.id}:cancel`);
  await call("POST", "/operations", '{"action":"delete","filter":{}}');
  await call("POST", "/operations", '{"action":"drop","filter":"state:dead"}');
});
