import { uuid7 } from "./text.mjs";

const text = { type: "string" };
export const tasks = [
  {
    name: "http.request",
    description: "Calls an HTTP endpoint, with retries, and signs the request as a Standard Webhook.",
    timeout: "PT30S",
    argsSchema: {
      type: "object",
      additionalProperties: false,
      required: ["url"],
      properties: {
        url: { type: "string", format: "uri", description: "Where to send the request." },
        method: { enum: ["GET", "POST", "PUT", "PATCH", "DELETE"], default: "POST" },
        headers: { type: "object", additionalProperties: text, description: "Sent as they are." },
        body: { description: "Any JSON; sent as application/json." },
        bodyText: { type: "string", description: "Instead of body: sent as it is." },
        timeout: { type: "string", format: "duration" },
        success: {
          type: "array",
          items: text,
          description: "Status ranges that count as success, such as 2xx or 404.",
        },
        secretRef: { type: "string", description: "Name of the signing secret." },
      },
    },
  },
  {
    name: "invoice.send",
    description: "Renders an invoice and mails it to the customer.",
    timeout: "PT2M",
    argsSchema: {
      type: "object",
      required: ["invoice", "to"],
      properties: {
        invoice: { type: "integer", minimum: 1, description: "Number of the invoice." },
        to: { type: "string", format: "email" },
        copy: { type: "boolean", description: "Send a copy to accounting." },
        layout: {
          type: "object",
          description: "How the document looks.",
          required: ["paper"],
          properties: {
            paper: { enum: ["A4", "Letter"] },
            scale: { type: "number", minimum: 0.5, maximum: 2 },
          },
        },
      },
    },
  },
  { name: "demo.noop", description: "Does nothing.", timeout: "PT30S", argsSchema: { type: "object" } },
  {
    name: "demo.fail",
    description: "Fails a number of times, then succeeds.",
    timeout: "PT30S",
    argsSchema: {
      type: "object",
      required: ["times"],
      properties: { times: { type: "integer" }, message: text },
    },
  },
  {
    name: "demo.sleep",
    description: "Sleeps.",
    timeout: "PT5M",
    argsSchema: {
      type: "object",
      required: ["duration"],
      properties: { duration: { type: "string", format: "duration" } },
    },
  },
];

const stack = [
  "com.example.mail.MailException: 451 4.7.1 Greylisted, try again later",
  "\tat com.example.mail.SmtpClient.send(SmtpClient.java:118)",
  "\tat com.example.invoice.InvoiceHandler.handle(InvoiceHandler.java:54)",
  "\tat nightshift.engine.JobRunner.attempt(JobRunner.java:97)",
  "\tat nightshift.engine.JobRunner.run(JobRunner.java:61)",
  "Caused by: java.net.SocketTimeoutException: Read timed out",
  "\tat java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:278)",
  "\t... 12 more",
].join("\n");

/** A believable past hour: most went well, some is failing, some waits. */
export function seed({ add, count, queueOf }) {
  const start = Date.now();
  const ago = (millis) => new Date(start - millis).toISOString();
  for (let minute = 59; minute >= 0; minute--) {
    const at = start - minute * 60_000;
    const wave = Math.round(70 + 40 * Math.sin(minute / 8) + 12 * Math.sin(minute * 2.1));
    for (let i = 0; i < wave; i++) count("submitted", at);
    for (let i = 0; i < wave - (minute % 5); i++) count("succeeded", at);
    for (let i = 0; i < (minute > 12 && minute < 24 ? 28 - Math.abs(18 - minute) * 3 : minute % 4); i++)
      count("failed", at);
    for (let i = 0; i < (minute % 9 === 0 ? 3 : 0); i++) count("dead", at);
  }
  for (let i = 0; i < 260; i++) {
    const age = 3_500_000 - i * 13_000;
    const kind = i % 20;
    const mail = i % 3 === 0;
    const base = {
      id: uuid7(start - age),
      createdAt: ago(age),
      task: mail ? "invoice.send" : "http.request",
      queue: mail ? "mail" : i % 5 === 0 ? "webhooks" : "default",
      tags: i % 4 === 0 ? [`tenant=${i % 9}`, "eu"] : undefined,
      held: true,
    };
    const args = mail
      ? `{"invoice":1234567890123456${i % 10},"to":"customer${i}@example.com","layout":{"paper":"A4","scale":1.0}}`
      : `{"url":"https://shop.example.com/hooks/orders","method":"POST","body":{"order":${90000 + i},"total":19.90}}`;
    const begun = age - 400;
    const attempt = (number, from, outcome, more) => ({
      number,
      outcome,
      startedAt: ago(from),
      endedAt: ago(from - 730),
      worker: "k3v9x2ab",
      ...more,
    });
    const failure = mail
      ? { type: "com.example.mail.MailException", message: "451 4.7.1 Greylisted, try again later" }
      : { type: "http-status", message: "503 Service Unavailable" };
    const detail = mail
      ? { failure: { ...failure, stackTrace: stack } }
      : {
          failure,
          response: {
            status: 503,
            headers: { "content-type": "application/json", "retry-after": "3" },
            body: '{"error":"over capacity","load":0.970}',
            truncated: false,
          },
        };
    const three = [
      attempt(1, begun, "FAILED", detail),
      attempt(2, begun - 9_000, "TIMED_OUT", {
        failure: { type: "timeout", message: "No end within PT30S" },
      }),
      attempt(3, begun - 40_000, "FAILED", detail),
    ];
    if (kind === 7)
      add(
        {
          ...base,
          state: "DEAD",
          attempt: 3,
          maxAttempts: 3,
          attempts: three,
          startedAt: three[2].startedAt,
          finishedAt: three[2].endedAt,
          failure,
          deadReason: "attempts-exhausted",
        },
        args,
      );
    else if (kind === 13)
      add(
        {
          ...base,
          state: "RETRYING",
          attempt: 3,
          attempts: three,
          startedAt: three[2].startedAt,
          failure,
          dueAt: new Date(start + 60_000 + i * 900).toISOString(),
        },
        args,
      );
    else if (kind === 15)
      add({ ...base, state: "SCHEDULED", dueAt: new Date(start + i * 60_000).toISOString() }, args);
    else if (kind === 17 && i > 120) add({ ...base, state: "READY", queue: "reports" }, args);
    else if (kind === 19) add({ ...base, state: "CANCELLED", finishedAt: ago(age - 3_000) }, args);
    else
      add(
        {
          ...base,
          state: "SUCCEEDED",
          attempt: 1,
          attempts: [attempt(1, begun, "SUCCEEDED")],
          startedAt: ago(begun),
          finishedAt: ago(begun - 730),
          resultText: mail ? '{"messageId":"<8842.1@example.com>"}' : '{"status":200}',
        },
        args,
      );
  }
  Object.assign(queueOf("reports"), { paused: true, pausedAt: ago(840_000), pausedBy: "admin" });
  add({ task: "demo.sleep", queue: "reports" }, '{"duration":"PT1M"}');
  for (let i = 0; i < 3; i++)
    add({ task: "demo.sleep", queue: "default", tags: ["long"] }, '{"duration":"PT4M30S"}');
}
