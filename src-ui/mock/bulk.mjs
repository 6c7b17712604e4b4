// Imports and exports of the stand-in: in memory, row by row on a timer, so that the console has something to follow.
import Papa from "papaparse";
import { tasks } from "./seed.mjs";
import { uuid7 } from "./text.mjs";

const rowsPerTick = 40;
const tickMillis = 100;
const kept = { imports: new Map(), exports: new Map() };
const final = ["SUCCEEDED", "STOPPED", "DEAD"];

export function createBulk({ Problem, queueOf, add, move, jobs, select, now }) {
  const wrong = (pointer, detail) => {
    throw new Problem(422, "The file was not accepted.", [{ pointer, detail }]);
  };

  function readRows(format, text, columns) {
    if (format === "ndjson") {
      const lines = text.split("\n").filter(Boolean);
      return lines.map((row, at) => ({ line: at + 1, row, args: JSON.parse(row) }));
    }
    const { data, meta, errors } = Papa.parse(text.trimEnd(), { header: true, delimiter: "," });
    if (errors.some(({ type }) => type === "Quotes")) wrong("body:line 2", "has a quote that is not closed");
    return data.map((row, at) => {
      const cells = meta.fields.filter(
        (name) => columns[name] !== null && !name.startsWith("reject.") && row[name],
      );
      return {
        line: at + 2,
        row: Object.values(row).join(","),
        args: Object.fromEntries(cells.map((name) => [columns[name] ?? name, row[name]])),
      };
    });
  }

  function judge(row, schema) {
    const fail = (column, reason) => ({ line: row.line, column, reason, row: row.row });
    for (const name of schema?.required ?? [])
      if (row.args[name] === undefined) return fail(name, "is required");
    for (const [name, { type }] of Object.entries(schema?.properties ?? {}))
      if (type === "integer" && row.args[name] !== undefined && !/^-?\d+$/.test(row.args[name]))
        return fail(name, "must be a whole number");
    return undefined;
  }

  function startImport(query, contentType, text) {
    const format = { "text/csv": "csv", "application/x-ndjson": "ndjson" }[contentType];
    if (!format) throw new Problem(415, "Send text/csv or application/x-ndjson.");
    const task = tasks.find(({ name }) => name === query.get("task"));
    if (!task) wrong("?task", "is not a task of this server");
    if (Number(query.get("priority") ?? 5) > 9) wrong("?priority", "must be from 1 to 9");
    const columns = JSON.parse(query.get("columns") ?? "{}");
    const rows = readRows(format, text, columns);
    if (rows.length === 0) wrong("body", "has no rows");
    if (query.get("dryRun") === "true") {
      const rejects = rows.map((row) => judge(row, task.argsSchema)).filter(Boolean);
      const good = rows.filter((row) => !judge(row, task.argsSchema));
      return {
        format,
        bytes: text.length,
        rows: rows.length,
        checked: rows.length,
        valid: good.length,
        rejected: rejects.length,
        columns: [],
        sample: good.slice(0, 10).map(({ line, args }) => ({ line, args })),
        rejects: rejects.slice(0, 100),
      };
    }
    return begin("imports", "nightshift.import", {
      task: task.name,
      queue: query.get("queue") ?? "default",
      name: query.get("name") ?? undefined,
      format,
      columns: query.get("columns") ? columns : undefined,
      bytes: text.length,
      bytesRead: 0,
      rows: rows.length,
      read: 0,
      submitted: 0,
      rejected: 0,
      partitions: [],
      hidden: {
        rows,
        head: text.split(/\r?\n/, 1)[0].split(","),
        rejects: [],
        tags: query.getAll("tag"),
        schema: task.argsSchema,
      },
    });
  }

  function startExport({ format, filter: asked }) {
    const filter = typeof asked === "string" ? { filter: asked } : asked;
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(filter ?? {}))
      for (const one of [value].flat()) query.append(name, one);
    const found = select(query).toReversed();
    return begin("exports", "nightshift.export", {
      format,
      filter: filter ?? {},
      read: 0,
      total: found.length,
      written: 0,
      bytes: 0,
      hidden: { found, lines: [] },
    });
  }

  function begin(kind, task, fields) {
    const job = add({ task, queue: "bulk", held: true }, "{}");
    const bulk = {
      id: job.id,
      state: "READY",
      stopRequested: false,
      createdAt: now(),
      createdBy: "admin",
      expiresAt: new Date(Date.now() + 259_200_000).toISOString(),
      ...fields,
    };
    kept[kind].set(job.id, bulk);
    move(job, "READY");
    return bulk;
  }

  function step(kind, bulk) {
    const job = jobs.get(bulk.id);
    if (final.includes(bulk.state)) return;
    if (bulk.stopRequested) {
      Object.assign(bulk, { state: "STOPPED", stopRequested: false, endedAt: now() });
      return move(job, "CANCELLED");
    }
    if (queueOf("bulk").paused) return;
    if (bulk.state !== "RUNNING") {
      Object.assign(bulk, { state: "RUNNING", startedAt: bulk.startedAt ?? now() });
      move(job, "RUNNING", { startedAt: bulk.startedAt });
    }
    if (kind === "imports") importRows(bulk);
    else exportJobs(bulk);
    if (bulk.read === (bulk.rows ?? bulk.total)) {
      Object.assign(bulk, {
        state: "SUCCEEDED",
        endedAt: now(),
        rowsPerSecond: undefined,
        secondsLeft: undefined,
      });
      if (kind === "exports") bulk.file = `/api/v1/exports/${bulk.id}/file`;
      move(job, "SUCCEEDED");
    }
  }

  function importRows(bulk) {
    const { rows, rejects, tags, schema } = bulk.hidden;
    for (const row of rows.slice(bulk.read, bulk.read + rowsPerTick)) {
      const reject = judge(row, schema);
      if (reject) rejects.push(reject);
      else {
        const more = { tags: [`import:${bulk.id}`, ...tags], id: uuid7() };
        move(add({ task: bulk.task, queue: bulk.queue, ...more }, JSON.stringify(row.args)), "READY");
      }
      bulk.read += 1;
    }
    bulk.rejected = rejects.length;
    bulk.submitted = bulk.read - bulk.rejected;
    bulk.bytesRead = Math.round((bulk.bytes * bulk.read) / bulk.rows);
    bulk.rowsPerSecond = (rowsPerTick * 1000) / tickMillis;
    bulk.secondsLeft = (bulk.rows - bulk.read) / bulk.rowsPerSecond;
    bulk.partitions = [0, 1].map((index) => {
      const half = { bytes: Math.round(bulk.bytes / 2), read: Math.round(bulk.read / 2) };
      return {
        index,
        state: bulk.read === bulk.rows ? "DONE" : "RUNNING",
        ...half,
        bytesRead: Math.round(bulk.bytesRead / 2),
        submitted: Math.round(bulk.submitted / 2),
        rejected: index === 0 ? bulk.rejected : 0,
        worker: bulk.read === bulk.rows ? undefined : "k3v9x2ab",
      };
    });
  }

  function exportJobs(bulk) {
    const { found, lines } = bulk.hidden;
    for (const { held, ...job } of found.slice(bulk.read, bulk.read + rowsPerTick)) {
      lines.push(bulk.format === "csv" ? `${job.id},${job.task},${job.state}` : JSON.stringify(job));
      bulk.read += 1;
    }
    bulk.written = lines.length;
    bulk.bytes = lines.reduce((sum, line) => sum + line.length + 1, 0);
  }

  setInterval(() => {
    for (const [kind, all] of Object.entries(kept)) for (const bulk of all.values()) step(kind, bulk);
  }, tickMillis).unref();

  const shown = ({ hidden, ...bulk }) => bulk;

  /** Answers calls of imports and exports; undefined for others. */
  return function answer({ method, path, query, headers, body }) {
    const [, kind, id, action, part] =
      /^\/(imports|exports)(?:\/([^/:]+)(?::(\w+))?(?:\/(\w+))?)?$/.exec(path) ?? [];
    if (!kind) return undefined;
    if (!id && method === "POST") {
      const started =
        kind === "exports"
          ? startExport(JSON.parse(body))
          : startImport(query, headers["content-type"], body);
      return { status: started.id ? 202 : 200, body: JSON.stringify(shown(started)) };
    }
    if (!id) {
      const items = [...kept[kind].values()].toReversed().map(shown);
      return { body: JSON.stringify({ items }) };
    }
    const bulk = kept[kind].get(id);
    if (!bulk) throw new Problem(404, "There is no such thing.");
    if (action === "stop") bulk.stopRequested = true;
    if (action === "restart") Object.assign(bulk, { state: "READY", endedAt: undefined });
    if (part === "file") return { file: `jobs.${bulk.format}`, body: `${bulk.hidden.lines.join("\n")}\n` };
    if (part === "rejects" && headers.accept?.startsWith("application/json")) {
      const from = Number(query.get("pageToken") ?? 0);
      const items = bulk.hidden.rejects.slice(from, from + 20);
      const next = from + 20 < bulk.rejected ? String(from + 20) : undefined;
      return { body: JSON.stringify({ items, nextPageToken: next }) };
    }
    if (part === "rejects") {
      const lines = bulk.hidden.rejects.map(({ line, column, reason, row }) =>
        [row, line, column, reason].join(","),
      );
      const own = bulk.hidden.head.filter((name) => !name.startsWith("reject."));
      const head = [...own, "reject.line", "reject.column", "reject.reason"].join(",");
      return { file: "rejects.csv", body: `${[head, ...lines].join("\n")}\n` };
    }
    return { body: JSON.stringify(shown(bulk)) };
  };
}
