// Generated from openapi.yaml by `npm run api`: change the records in nightshift.api.answer, or the document.

export interface paths {
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hear of changes as they happen
         * @description Server-sent events. `x-events` has the schema of the data of each type: `job`, `queue`, `worker`, `status` when the state of
         *     Redis has changed, `skipped` when more jobs changed than are reported one by one, and `reset` when something may have been
         *     missed. The stream ends after an hour. Reconnect with `Last-Event-ID`.
         */
        get: operations["listenToEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List exports, newest first */
        get: operations["listExports"];
        put?: never;
        /**
         * Write jobs to a file
         * @description Looks at each job that is there now, once and in its turn, and writes it as it is at that moment if it fits. Jobs
         *     submitted later are not in it.
         */
        post: operations["beginExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look at an export */
        get: operations["getExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{id}:restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resume an export that was stopped or has failed */
        post: operations["restartExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{id}:stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop an export */
        post: operations["stopExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch the file of an export that has succeeded
         * @description HEAD is answered too. The file never changes, so that a part can be fetched later, or from another server.
         */
        get: operations["getExportFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List imports, newest first */
        get: operations["listImports"];
        put?: never;
        /**
         * Send a file of rows, and have a job submitted for each
         * @description The file is the body, as it is. It is looked through while it arrives, and refused as soon as something is seen that
         *     cannot be imported; then nothing of it is kept. Each job has the tag `import:<id>`.
         */
        post: operations["beginImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look at an import */
        get: operations["getImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}:restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resume an import that was stopped or has failed */
        post: operations["restartImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}:stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop an import
         * @description One that runs stays `RUNNING` with `stopRequested` until it has. Jobs that it has submitted are left alone.
         */
        post: operations["stopImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/rejects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch the rows that were rejected
         * @description A file in the format of the source, with the line, the column and the reason beside each row. Fix the rows, and send the
         *     file as it is. With `Accept: application/json` the rows come in pages, which end after about 1 MiB. Rows of CSV do not come
         *     as NDJSON, nor the other way round: 406. Cells come back as they were sent, also those that a spreadsheet takes for formulas.
         */
        get: operations["getRejects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List jobs, newest first
         * @description A page can hold fewer jobs than `pageSize` and still have a successor. A page is empty and has a successor only if five seconds of search found nothing; `searchedBack` then says how far the search has come. Continue until an answer has no `nextPageToken`.
         */
        get: operations["listJobs"];
        put?: never;
        /** Submit a job */
        post: operations["submitJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs:batchCreate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit any number of jobs, one on each line
         * @description Each line of the request is a `NewJob`, and gets one line of the answer, a `BatchLine`. Answers stream back while the
         *     request is still being sent. Blank lines are skipped and not counted.
         */
        post: operations["submitJobs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look at a job, or wait for its end */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}:cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a job
         * @description A job that runs is asked to stop, and stays `RUNNING` with `cancelRequested` until it has.
         */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}:retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a job again, at once and with a full set of attempts */
        post: operations["retryJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/objectives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the service level objectives stand
         * @description As Prometheus sees them, at most 30 s old. While it does not answer, its last answer is shown for 10 minutes. The answer
         *     comes within 2 s.
         */
        get: operations["getObjectives"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all queues */
        get: operations["listQueues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queues/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look at a queue */
        get: operations["getQueue"];
        put?: never;
        post?: never;
        /** Forget a queue that has no jobs */
        delete: operations["forgetQueue"];
        options?: never;
        head?: never;
        /**
         * Change the settings of a queue
         * @description A JSON Merge Patch (RFC 7396). A value of null removes a setting. A queue that has had no job yet is declared.
         */
        patch: operations["configureQueue"];
        trace?: never;
    };
    "/api/v1/queues/{name}:pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start no more jobs from a queue */
        post: operations["pauseQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queues/{name}:purge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove the jobs that wait in a queue
         * @description Removes jobs that are `READY`, `SCHEDULED` or `RETRYING`. Running and finished jobs stay.
         */
        post: operations["purgeQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queues/{name}:resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start jobs from a queue again */
        post: operations["resumeQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["getSession"];
        put?: never;
        /** Sign in to the console */
        post: operations["signIn"];
        /** Sign out */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How this server is, also while Redis is away */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the tasks that jobs can name */
        get: operations["listTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/throughput": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened in each of the last minutes */
        get: operations["getThroughput"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the workers of all servers */
        get: operations["listWorkers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description One execution of a job. What the task noted stands beside these fields: `http.request` notes `response`, an `HttpResponse`. */
        Attempt: {
            /** Format: date-time */
            endedAt?: string;
            failure?: components["schemas"]["Failure"];
            /** @description From 1. */
            number: number;
            /**
             * @description Missing while the attempt runs.
             * @enum {string}
             */
            outcome?: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "LOST" | "INTERRUPTED" | "CANCELLED";
            /** Format: date-time */
            startedAt: string;
            /** @description Id of the worker. */
            worker: string;
        } & {
            [key: string]: unknown;
        };
        /** @description What became of one job of a batch. */
        BatchLine: {
            /**
             * Format: uuid
             * @description Of the job, if it was accepted.
             */
            id?: string;
            /** @description Number of the line or item, from 0. */
            index: number;
            /** @description Why the job was refused. */
            problem?: components["schemas"]["Problem"];
        } & (unknown | unknown);
        /** @enum {string} */
        BulkState: "SCHEDULED" | "READY" | "BLOCKED" | "RUNNING" | "RETRYING" | "SUCCEEDED" | "DEAD" | "STOPPED" | "EXPIRED";
        /** @enum {string} */
        CellType: "string" | "number" | "boolean" | "json";
        /** @description What an import would do. */
        DryRun: {
            /** @description Length of the file. */
            bytes: number;
            /** @description Rows that were checked: the first ones, about 100,000 at most. */
            checked: number;
            /** @description Of a CSV file. */
            columns: {
                column: string;
                /** @description What the column becomes; null if it is left out. */
                field: string | null;
                /** @description How cells are read. Missing if the column is left out. */
                type?: components["schemas"]["CellType"];
            }[];
            format: components["schemas"]["FileFormat"];
            /** @description Of the file. */
            name?: string;
            rejected: number;
            /** @description The first bad rows. */
            rejects: components["schemas"]["RejectedRow"][];
            /** @description Rows in the file. */
            rows: number;
            /** @description The first good rows. */
            sample: {
                /** @description Of the job. */
                args: unknown;
                /** @description If the args are long: `args` is the beginning of their JSON text, as a string. */
                argsCut?: boolean;
                line: number;
            }[];
            valid: number;
        };
        /**
         * @description An ISO 8601 duration of days, hours, minutes and seconds, such as `P1DT12H`, `PT30S` or `PT0.25S`. Only seconds
         *     can have a fraction. This is not the format `duration` of RFC 3339, which has weeks, months and years, and no
         *     fractions.
         */
        Duration: string;
        /** @description An export: jobs written to a file. */
        Export: {
            /** @description Size of the file. */
            bytes: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: date-time */
            endedAt?: string;
            /**
             * Format: date-time
             * @description When its file is removed, once it has ended.
             */
            expiresAt?: string;
            /** @description Why it has not succeeded, or not yet. */
            failure?: components["schemas"]["Failure"];
            /** @description Path of the file, once the export has succeeded and until the file is removed. */
            file?: string;
            filter: components["schemas"]["JobFilter"];
            format: components["schemas"]["FileFormat"];
            /**
             * Format: uuid
             * @description Also the id of its job.
             */
            id: string;
            /** @description Jobs looked at. */
            read: number;
            /** Format: date-time */
            startedAt?: string;
            state: components["schemas"]["BulkState"];
            /** @description Whether it was asked to stop and has not stopped yet. */
            stopRequested: boolean;
            /** @description Jobs to look at. Missing where that is not known: with `createdAfter` or `createdBefore`. */
            total?: number;
            /** @description Jobs in the file. */
            written: number;
        };
        ExportPage: {
            items: components["schemas"]["Export"][];
            /** @description Leads to the next page. Missing on the last page. */
            nextPageToken?: string;
        };
        Failure: {
            message: string;
            /** @description Of an attempt of a job only. */
            stackTrace?: string;
            /** @description A class of exceptions, or a word such as `http-status`. */
            type: string;
        };
        /** @enum {string} */
        FileFormat: "csv" | "ndjson";
        /** @description What `http.request` notes on an attempt as `response`. */
        HttpResponse: {
            /** @description The beginning of it, at most 16 KiB. */
            body: string;
            headers: {
                [key: string]: string;
            };
            status: number;
            /** @description Whether the response was longer. */
            truncated: boolean;
        };
        /** @description An import: a file of rows, with a job for each. */
        Import: {
            /** @description Length of the file. */
            bytes: number;
            bytesRead: number;
            /** @description As asked for. */
            columns?: {
                [key: string]: (string | null) | {
                    to?: string;
                    type: components["schemas"]["CellType"];
                };
            };
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: date-time */
            endedAt?: string;
            /**
             * Format: date-time
             * @description When its files are removed, once it has ended.
             */
            expiresAt?: string;
            /** @description Why it has not succeeded, or not yet. */
            failure?: components["schemas"]["Failure"];
            format: components["schemas"]["FileFormat"];
            /**
             * Format: uuid
             * @description Also the id of its job.
             */
            id: string;
            /** @description Of the file. */
            name?: string;
            /** @description Parts of the file that are read independently. */
            partitions: {
                bytes: number;
                bytesRead: number;
                index: number;
                read: number;
                rejected: number;
                /** @enum {string} */
                state: "WAITING" | "RUNNING" | "DONE";
                submitted: number;
                /** @description Id of the worker that reads it. */
                worker?: string;
            }[];
            /** @description Of the jobs that it submits. */
            queue: components["schemas"]["QueueName"];
            /** @description Rows read. */
            read: number;
            /** @description Rows rejected. */
            rejected: number;
            /** @description Rows in the file. */
            rows: number;
            /** @description What all its workers do together. */
            rowsPerSecond?: number;
            /** @description How long it will take at that rate. */
            secondsLeft?: number;
            /** Format: date-time */
            startedAt?: string;
            state: components["schemas"]["BulkState"];
            /** @description Whether it was asked to stop and has not stopped yet. */
            stopRequested: boolean;
            /** @description Jobs submitted. */
            submitted: number;
            /** @description Of the jobs that it submits. */
            task: components["schemas"]["TaskName"];
        };
        ImportPage: {
            items: components["schemas"]["Import"][];
            /** @description Leads to the next page. Missing on the last page. */
            nextPageToken?: string;
        };
        /** @description A job. */
        Job: {
            /** @description As submitted, byte for byte. */
            args: unknown;
            /** @description Number of the latest attempt, 0 before the first. */
            attempt: number;
            /** @description The attempts that are kept, oldest first. */
            attempts: components["schemas"]["Attempt"][];
            /** @description How many attempts count toward `maxAttempts`, the running one included. `:retry` sets it to 0, while `attempt` continues. Attempts that were interrupted or lost their worker do not count. */
            attemptsUsed: number;
            /** @description Whether the job runs and was asked to stop. */
            cancelRequested: boolean;
            /** Format: date-time */
            createdAt: string;
            /**
             * @description Why a `DEAD` job is not tried again.
             * @enum {string}
             */
            deadReason?: "attempts-exhausted" | "not-retryable" | "worker-lost";
            /**
             * Format: date-time
             * @description While the job is `SCHEDULED` or `RETRYING`.
             */
            dueAt?: string;
            /** @description Why the latest attempt failed. */
            failure?: components["schemas"]["Failure"];
            /**
             * Format: date-time
             * @description In a final state.
             */
            finishedAt?: string;
            /** Format: uuid */
            id: string;
            /** @description What the job belongs to within its queue, such as a customer or a device, as submitted. */
            key?: string;
            /** @description Attempts in all, the first included. */
            maxAttempts: number;
            /** @description 1 runs first. */
            priority: number;
            queue: components["schemas"]["QueueName"];
            /** @description As the task returned it, byte for byte. */
            result?: unknown;
            /** @description The wait after a failure is initial × factor^(failures - 1), at most max. The share jitter of it is random. */
            retry: {
                factor: number;
                initial: components["schemas"]["Duration"];
                jitter: number;
                max: components["schemas"]["Duration"];
            };
            /**
             * Format: date-time
             * @description When the latest attempt started.
             */
            startedAt?: string;
            state: components["schemas"]["JobState"];
            tags: string[];
            task: components["schemas"]["TaskName"];
            /** @description How long one attempt may take, where the job has its own timeout. */
            timeout?: components["schemas"]["Duration"];
            /** @description The trace that the job was submitted in. */
            traceId?: string;
        };
        /** @description The data of the event `job`: a job changed its state, or was asked to stop. */
        JobEvent: {
            /** Format: uuid */
            id: string;
            queue: components["schemas"]["QueueName"];
            state: components["schemas"]["JobState"];
            task: components["schemas"]["TaskName"];
        };
        /** @description All conditions must hold, as in the list of jobs. */
        JobFilter: {
            createdAfter?: components["schemas"]["Time"];
            createdBefore?: components["schemas"]["Time"];
            /** @description Beginning of the id, or part of a tag, or part of the failure's type or message */
            q?: components["schemas"]["SearchText"];
            queue?: components["schemas"]["QueueName"];
            /** @description Any of these */
            state?: components["schemas"]["JobState"][];
            tag?: components["schemas"]["Tag"];
            task?: components["schemas"]["TaskName"];
        };
        /** @description A page of jobs. */
        JobPage: {
            items: components["schemas"]["JobSummary"][];
            /** @description Leads to the next page. Missing on the last page. */
            nextPageToken?: string;
            /**
             * Format: date-time
             * @description Only if the search stopped before the page was full: jobs created before this time have not been looked at yet.
             */
            searchedBack?: string;
        };
        /** @enum {string} */
        JobState: "SCHEDULED" | "READY" | "BLOCKED" | "RUNNING" | "RETRYING" | "SUCCEEDED" | "DEAD" | "CANCELLED" | "EXPIRED";
        /** @description A job in a list. */
        JobSummary: {
            /** @description Number of the latest attempt, 0 before the first. */
            attempt: number;
            /** @description How many attempts count toward `maxAttempts`, the running one included. `:retry` sets it to 0, while `attempt` continues. Attempts that were interrupted or lost their worker do not count. */
            attemptsUsed: number;
            /** Format: date-time */
            createdAt: string;
            /**
             * @description Why a `DEAD` job is not tried again.
             * @enum {string}
             */
            deadReason?: "attempts-exhausted" | "not-retryable" | "worker-lost";
            /**
             * Format: date-time
             * @description While the job is `SCHEDULED` or `RETRYING`.
             */
            dueAt?: string;
            /** @description Why the latest attempt failed. */
            failure?: components["schemas"]["Failure"];
            /**
             * Format: date-time
             * @description In a final state.
             */
            finishedAt?: string;
            /** Format: uuid */
            id: string;
            /** @description What the job belongs to within its queue, such as a customer or a device, as submitted. */
            key?: string;
            /** @description Attempts in all, the first included. */
            maxAttempts: number;
            /** @description 1 runs first. */
            priority: number;
            queue: components["schemas"]["QueueName"];
            /**
             * Format: date-time
             * @description When the latest attempt started.
             */
            startedAt?: string;
            state: components["schemas"]["JobState"];
            tags: string[];
            task: components["schemas"]["TaskName"];
        };
        /** @description A whole number can be written as 5, 5.0 or 5e0. */
        NewJob: {
            /**
             * @description JSON that fits the task. Comes back byte for byte. At most 256 KiB, and 200 levels deep.
             * @default {}
             */
            args?: Record<string, unknown> | unknown[] | string | number | boolean;
            /**
             * @description Not before this time has passed, at most P3650D. Not together with runAt.
             * @example PT10M
             */
            delay?: components["schemas"]["Duration"];
            /** @description What the job belongs to within its queue, such as a customer or a device: 1 to 100 bytes of UTF-8 without control characters. Limits and fair turns of the queue go by it. */
            key?: string;
            /**
             * @description The first included
             * @default 10
             */
            maxAttempts?: number;
            /**
             * @description 1 runs first
             * @default 5
             */
            priority?: number;
            /** @default default */
            queue?: components["schemas"]["QueueName"];
            retry?: components["schemas"]["RetryPolicy"];
            /**
             * Format: date-time
             * @description Not before this time, from 1970 to 2199. Not together with delay.
             */
            runAt?: string;
            tags?: components["schemas"]["Tag"][];
            /** @description One of GET /tasks */
            task: components["schemas"]["TaskName"];
            /** @description Of one attempt, PT0.001S to PT24H; else that of the task */
            timeout?: components["schemas"]["Duration"];
        };
        /** @description A service level objective. What is left out is not known yet. */
        Objective: {
            /** @description How many times faster than sustainable the budget was used over the last hour. */
            burnRate?: number;
            /** @description 1 while untouched, 0 when used up, below 0 when overspent. */
            errorBudgetRemaining?: number;
            /** @description How many events the window saw. */
            events?: number;
            /** @example job-success */
            name: string;
            /**
             * @description Share of events that must be good.
             * @example 0.99
             */
            objective: number;
            /** @description Only if the objective concerns one queue. */
            queue?: string;
            /** @example P30D */
            window: components["schemas"]["Duration"];
        };
        /** @description How the service level objectives stand. */
        Objectives: {
            /** @description Least error budget first. */
            items: components["schemas"]["Objective"][];
            source: {
                /**
                 * Format: date-time
                 * @description When the items were read.
                 */
                asOf?: string;
                /** @description What is wrong or missing. */
                detail?: string;
                /** @enum {string} */
                state: "OK" | "NOT_CONFIGURED" | "UNAVAILABLE";
            };
        };
        /** @description Why a request was refused (RFC 9457). */
        Problem: {
            /** @description What is wrong, for people. */
            detail: string;
            /** @description The parts of the request that are wrong. */
            errors?: {
                /** @description What is wrong, to be read after the name: `must be from 1 to 9`. */
                detail: string;
                /** @description A JSON Pointer into the body, `?name` of a query parameter, `body:line 3` of a file, or the name of a header. */
                pointer: string;
            }[];
            /** @description Of the job, import or export whose state stands in the way. */
            state?: components["schemas"]["JobState"] | components["schemas"]["BulkState"];
            /** @description The status of the answer; in a `BatchLine` that of the line. */
            status: number;
            /** @description What the status means. */
            title: string;
            /** Format: uri */
            type: string;
        };
        /** @description A job that was removed before its request was repeated. */
        PurgedJob: {
            /** Format: uuid */
            id: string;
            queue: components["schemas"]["QueueName"];
            task: components["schemas"]["TaskName"];
        };
        /** @description What a purge has removed. */
        PurgedQueue: {
            /** @description How many jobs that waited were removed. */
            purged: number;
        };
        /** @description A queue as it stands, and its settings. */
        Queue: {
            /** @description How many jobs run at once at most, on all servers. */
            concurrency?: number;
            /** @description Jobs by state. */
            counts: {
                BLOCKED: number;
                CANCELLED: number;
                DEAD: number;
                EXPIRED: number;
                READY: number;
                RETRYING: number;
                RUNNING: number;
                SCHEDULED: number;
                SUCCEEDED: number;
            };
            description?: string;
            /** @description Whether job keys take turns. */
            fair?: boolean;
            name: components["schemas"]["QueueName"];
            /** @description For how long the job that is ready for longest could have started. */
            oldestReadyAge?: components["schemas"]["Duration"];
            /** @description Who answers for the queue. */
            owner?: string;
            paused: boolean;
            /** Format: date-time */
            pausedAt?: string;
            /** @description Who asked for the pause. */
            pausedBy?: string;
            /** @description The limits of each job key. */
            perKey?: {
                concurrency?: number;
                /** @description How fast jobs start at most, on all servers. */
                rateLimit?: {
                    per: components["schemas"]["Duration"];
                    permits: number;
                };
            };
            /** @description How fast jobs start at most, on all servers. */
            rateLimit?: {
                per: components["schemas"]["Duration"];
                permits: number;
            };
            /** @description Jobs per second, over the last full minute. */
            rates: {
                /** @description Jobs that reached a final state. */
                ended: number;
                submitted: number;
            };
            /** @description Where each setting comes from, by its JSON Pointer. */
            sources?: {
                [key: string]: "FILE" | "API";
            };
            /** @description How many turns a job key takes for each turn of others. */
            weights?: {
                [key: string]: number;
            };
        };
        /** @description The data of the event `queue`: a queue was paused or resumed. */
        QueueEvent: {
            name: components["schemas"]["QueueName"];
            paused: boolean;
        };
        QueueList: {
            items: components["schemas"]["Queue"][];
        };
        QueueName: string;
        QueueSettings: {
            /** @description How many jobs run at once at most, on all servers. */
            concurrency?: number | null;
            description?: string | null;
            /** @description Whether job keys take turns. */
            fair?: boolean | null;
            owner?: string | null;
            /** @description The limits of each job key. */
            perKey?: {
                concurrency?: number | null;
                rateLimit?: components["schemas"]["RateLimit"];
            } | null;
            rateLimit?: components["schemas"]["RateLimit"];
            /** @description How many turns a job key takes for each turn of others. At most 100 keys. */
            weights?: {
                [key: string]: number | null;
            } | null;
        };
        /** @description How fast jobs start at most, on all servers. Both values have to be given together. */
        RateLimit: {
            /** @description From PT1S to P1D. */
            per?: components["schemas"]["Duration"] | null;
            permits?: number | null;
        } | null;
        /** @description A row for which no job was submitted. */
        RejectedRow: {
            /** @description The first column that is wrong: of CSV by its header, of NDJSON as a JSON Pointer. */
            column?: string;
            /** @description In which the row begins, from 1. */
            line: number;
            reason: string;
            /** @description The cells of CSV, or the line of NDJSON. */
            row: string[] | string;
            /** @description In a dry run, if the row is long: `row` is the beginning of its JSON text, as a string. */
            rowCut?: boolean;
        };
        RejectedRowPage: {
            items: components["schemas"]["RejectedRow"][];
            /** @description Leads to the next page. Missing on the last page. */
            nextPageToken?: string;
        };
        /** @description The data of the event `reset`: something may have been missed. */
        ResetEvent: Record<string, unknown>;
        /** @description The wait after a failure: initial × factor^(failures - 1), at most max, of which the share jitter is random. */
        RetryPolicy: {
            /** @default 3 */
            factor?: number;
            /**
             * @description PT0.001S to max
             * @default PT5S
             */
            initial?: components["schemas"]["Duration"];
            /** @default 1 */
            jitter?: number;
            /**
             * @description PT0.001S to P30D
             * @default PT1H
             */
            max?: components["schemas"]["Duration"];
        };
        SearchText: string;
        /** @description The caller. */
        Session: {
            /** @enum {string} */
            role: "viewer" | "operator" | "admin" | "submitter";
            /** @description Or the name of the API key. */
            username: string;
        };
        /** @description The data of the event `skipped`: more jobs changed than are reported one by one. */
        SkippedEvent: {
            /** @description How many. */
            jobs: number;
        };
        /** @description How this server is. */
        Status: {
            /** @description What does not work as it should. */
            degraded: {
                detail: string;
                /** Format: date-time */
                since: string;
                /**
                 * @example redis
                 * @example redis-data
                 */
                what: string;
            }[];
            /** @description How many workers the work at hand asks for. Missing while Redis is away. */
            desiredWorkers?: number;
            links: {
                /**
                 * Format: uri
                 * @description Where the dashboards are, if there are any.
                 */
                grafana?: string;
            };
            redis: {
                /** @description What is wrong. */
                detail?: string;
                /** @description The last time within a day that Redis was found to have lost data. */
                loss?: {
                    /**
                     * Format: date-time
                     * @description When a server noticed it.
                     */
                    at: string;
                    detail: string;
                    /** @enum {string} */
                    kind: "EMPTIED" | "REPLACED" | "WENT_BACK" | "SCRIPTS_LOST";
                };
                /**
                 * Format: date-time
                 * @description Since when it is so.
                 */
                since: string;
                /**
                 * @description Only `UP` means that Redis works fully. Treat a state that you do not know as `AWAY`.
                 * @enum {string}
                 */
                state: "UP" | "REFUSES_WRITES" | "LOADING" | "AWAY" | "HUNG";
                /** @description Missing until Redis answered once. */
                version?: string;
            };
            roles: ("api" | "worker" | "scheduler")[];
            /** @description Of Nightshift. */
            version: string;
            /** @description Id of the worker of this server. */
            worker: string;
        };
        /** @description How Redis is. The data of the event `status`. */
        Store: {
            /** @description What does not work as it should. */
            degraded: {
                detail: string;
                /** Format: date-time */
                since: string;
                /**
                 * @example redis
                 * @example redis-data
                 */
                what: string;
            }[];
            redis: {
                /** @description What is wrong. */
                detail?: string;
                /** @description The last time within a day that Redis was found to have lost data. */
                loss?: {
                    /**
                     * Format: date-time
                     * @description When a server noticed it.
                     */
                    at: string;
                    detail: string;
                    /** @enum {string} */
                    kind: "EMPTIED" | "REPLACED" | "WENT_BACK" | "SCRIPTS_LOST";
                };
                /**
                 * Format: date-time
                 * @description Since when it is so.
                 */
                since: string;
                /**
                 * @description Only `UP` means that Redis works fully. Treat a state that you do not know as `AWAY`.
                 * @enum {string}
                 */
                state: "UP" | "REFUSES_WRITES" | "LOADING" | "AWAY" | "HUNG";
                /** @description Missing until Redis answered once. */
                version?: string;
            };
        };
        Tag: string;
        /** @description A task that a job can name. */
        Task: {
            /** @description JSON Schema of the args, draft 2020-12. */
            argsSchema: Record<string, unknown> | boolean;
            description: string;
            /** @description Whether Nightshift runs the task for itself, so that nobody can submit it. */
            internal: boolean;
            name: components["schemas"]["TaskName"];
            /** @description How long an attempt may take, unless the job says otherwise. */
            timeout: components["schemas"]["Duration"];
        };
        TaskList: {
            items: components["schemas"]["Task"][];
        };
        TaskName: string;
        /** @description What happened in each of the last minutes, oldest first. The running minute is last. */
        Throughput: {
            items: {
                dead: number;
                /** @description Attempts that did not succeed. */
                failed: number;
                /**
                 * Format: date-time
                 * @description When it began.
                 */
                minute: string;
                submitted: number;
                succeeded: number;
            }[];
        };
        /**
         * Format: date-time
         * @description An RFC 3339 time, in UTC or with an offset of at most 18 hours. Answers are in UTC, to the millisecond.
         */
        Time: string;
        /** @description One server process that runs jobs. */
        Worker: {
            /** @description How many jobs it runs at once. */
            concurrency: number;
            /** Format: date-time */
            heartbeatAt: string;
            /** @description Name of the machine or pod. */
            host: string;
            /** @description New at every start. */
            id: string;
            /** @description Process id. */
            pid: number;
            /** @description How many jobs it runs now. */
            running: number;
            /** Format: date-time */
            startedAt: string;
            /**
             * @description `LOST`: its heartbeat stays away.
             * @enum {string}
             */
            state: "LIVE" | "DRAINING" | "LOST";
            /** @description What it can do. */
            tasks: components["schemas"]["TaskName"][];
            /** @description Of Nightshift. */
            version: string;
        };
        /** @description The data of the event `worker`: a worker came or went. */
        WorkerEvent: {
            id: string;
            /** @enum {string} */
            state: "LIVE" | "DRAINING" | "LOST";
        };
        WorkerList: {
            items: components["schemas"]["Worker"][];
        };
    };
    responses: {
        /** @description The request cannot be understood. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Bad Request",
                 *       "status": 400,
                 *       "detail": "The request cannot be understood.",
                 *       "errors": [
                 *         {
                 *           "pointer": "?pageSize",
                 *           "detail": "must be from 1 to 1000"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The state does not allow this. `state` says which state it is. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Conflict",
                 *       "status": 409,
                 *       "detail": "A job that is SUCCEEDED cannot be canceled.",
                 *       "state": "SUCCEEDED"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The export. */
        Export: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Export"];
            };
        };
        /** @description The role of the caller does not allow this, or another site sent the request. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Forbidden",
                 *       "status": 403,
                 *       "detail": "A viewer cannot do this."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The import. */
        Import: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Import"];
            };
        };
        /** @description The job. */
        Job: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Job"];
            };
        };
        /** @description There is no room for the file. */
        NoRoom: {
            headers: {
                /** @description Seconds to wait before the next try */
                "Retry-After": number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Insufficient Storage",
                 *       "status": 507,
                 *       "detail": "There is no room for the file. Nothing of it was kept."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The file has no such part. */
        NoSuchPart: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Range Not Satisfiable",
                 *       "status": 416,
                 *       "detail": "The file has 181220 bytes: there is no such part of it."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `Accept` allows nothing that this call answers. */
        NotAcceptable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Not Acceptable",
                 *       "status": 406,
                 *       "detail": "This path cannot answer in a type that Accept allows."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Not Found",
                 *       "status": 404,
                 *       "detail": "There is no such job."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A fault of the server (500). */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Internal Server Error",
                 *       "status": 500,
                 *       "detail": "The server failed to answer this request. Its log has the details under incident 5f0c."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The queue. */
        Queue: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Queue"];
            };
        };
        /** @description The body is too large. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Content Too Large",
                 *       "status": 413,
                 *       "detail": "The body has more than 1048576 bytes."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests of this kind at once. */
        TooMany: {
            headers: {
                /** @description Seconds to wait before the next try */
                "Retry-After": number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Too Many Requests",
                 *       "status": 429,
                 *       "detail": "Too many requests wait for jobs."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body came too slowly. */
        TooSlow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Request Timeout",
                 *       "status": 408,
                 *       "detail": "The body came too slowly: send it at once."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The caller is not known: no API key, no session, or one that is not valid. */
        Unauthorized: {
            headers: {
                /** @description How to authenticate */
                "WWW-Authenticate": string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Unauthorized",
                 *       "status": 401,
                 *       "detail": "This call needs an API key or a sign-in."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Redis or a part of this server is not available. */
        Unavailable: {
            headers: {
                /** @description Seconds to wait before the next try */
                "Retry-After": number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Service Unavailable",
                 *       "status": 503,
                 *       "detail": "Redis cannot be reached."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Fields are wrong. `errors` names each. */
        Unprocessable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Unprocessable Content",
                 *       "status": 422,
                 *       "detail": "The job was not accepted: 1 field is wrong.",
                 *       "errors": [
                 *         {
                 *           "pointer": "/priority",
                 *           "detail": "must be from 1 to 9"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body has a type, encoding or charset that is not accepted. */
        UnsupportedType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Unsupported Media Type",
                 *       "status": 415,
                 *       "detail": "This path does not accept this Content-Type."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        exportId: string;
        /** @description Also that of its job */
        importId: string;
        jobId: string;
        /** @description The `nextPageToken` of the previous page. */
        pageToken: string;
        queueName: components["schemas"]["QueueName"];
        /**
         * @description The trace that the jobs continue, as W3C Trace Context has it. One that is not valid is ignored.
         * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
         */
        traceparent: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listenToEvents: {
        parameters: {
            query?: {
                /** @description Only events of this job. */
                job?: string;
                /** @description Only events of this queue and its jobs. */
                queue?: components["schemas"]["QueueName"];
                /**
                 * @description Some of job,queue,worker,status.
                 * @example job,queue
                 */
                types?: string;
            };
            header?: {
                /** @description Continues after this event. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events without end. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example id: 1764000000000-0
                     *     event: job
                     *     data: {"id":"019ab3c4-0000-7000-8000-000000000000","state":"RUNNING","queue":"default","task":"demo.echo"}
                     */
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listExports: {
        parameters: {
            query?: {
                pageSize?: number;
                /** @description The `nextPageToken` of the previous page. */
                pageToken?: components["parameters"]["pageToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019ab3c4-0000-7000-8000-000000000000",
                     *           "state": "SUCCEEDED",
                     *           "stopRequested": false,
                     *           "format": "ndjson",
                     *           "filter": {
                     *             "state": [
                     *               "DEAD"
                     *             ],
                     *             "queue": "mail"
                     *           },
                     *           "createdAt": "2026-11-24T14:00:00.000Z",
                     *           "createdBy": "admin",
                     *           "startedAt": "2026-11-24T14:00:00.100Z",
                     *           "endedAt": "2026-11-24T14:00:03.000Z",
                     *           "expiresAt": "2026-11-27T14:00:03.000Z",
                     *           "read": 51234,
                     *           "total": 51234,
                     *           "written": 340,
                     *           "bytes": 181220,
                     *           "file": "/api/v1/exports/019ab3c4-0000-7000-8000-000000000000/file"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ExportPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    beginExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "format": "ndjson",
                 *       "filter": {
                 *         "state": [
                 *           "DEAD"
                 *         ],
                 *         "queue": "mail"
                 *       }
                 *     }
                 */
                "application/json": {
                    filter?: components["schemas"]["JobFilter"];
                    format: components["schemas"]["FileFormat"];
                };
            };
        };
        responses: {
            /** @description The export is stored, and is made by its job, which has the same id. */
            202: {
                headers: {
                    /** @description Path of the export */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["exportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Export"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    restartExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["exportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Export"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    stopExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["exportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Export"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getExportFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the part that the client has. If it does not match, the whole file comes. */
                "If-Range"?: string;
                /**
                 * @description One range of bytes.
                 * @example bytes=1048576-
                 */
                Range?: string;
            };
            path: {
                id: components["parameters"]["exportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    /** @description Name of the file */
                    "Content-Disposition": string;
                    /** @description For `If-Range` and `If-None-Match` */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example {"id":"019ab3c4-0000-7000-8000-000000000000","task":"demo.echo","queue":"default","state":"READY","priority":5,"args":{"value":1},"tags":[],"createdAt":"2026-11-24T14:00:00.000Z","maxAttempts":10,"retry":{"initial":"PT5S","max":"PT1H","factor":3.0,"jitter":1.0},"attempt":0,"attemptsUsed":0,"cancelRequested":false,"attempts":[]} */
                    "application/x-ndjson": string;
                    /**
                     * @example id,task,queue,state
                     *     019ab3c4-0000-7000-8000-000000000000,demo.echo,default,READY
                     */
                    "text/csv": string;
                };
            };
            /** @description The part that was asked for. */
            206: {
                headers: {
                    /** @description Which bytes these are */
                    "Content-Range": string;
                    /** @description Of the whole file */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example ,"queue":"default" */
                    "application/x-ndjson": string;
                    /** @example default,READY */
                    "text/csv": string;
                };
            };
            /** @description The client has the file already, as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The file is not the one that `If-Match` names. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            416: components["responses"]["NoSuchPart"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listImports: {
        parameters: {
            query?: {
                pageSize?: number;
                /** @description The `nextPageToken` of the previous page. */
                pageToken?: components["parameters"]["pageToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019ab3c4-0000-7000-8000-000000000000",
                     *           "state": "RUNNING",
                     *           "stopRequested": false,
                     *           "task": "mail.send",
                     *           "queue": "mail",
                     *           "name": "customers.csv",
                     *           "format": "csv",
                     *           "columns": {
                     *             "E-mail": "to",
                     *             "Notes": null
                     *           },
                     *           "createdAt": "2026-11-24T14:00:00.000Z",
                     *           "createdBy": "admin",
                     *           "startedAt": "2026-11-24T14:00:00.100Z",
                     *           "bytes": 8388608,
                     *           "bytesRead": 4194304,
                     *           "rows": 100000,
                     *           "read": 50000,
                     *           "submitted": 49998,
                     *           "rejected": 2,
                     *           "rowsPerSecond": 12000.5,
                     *           "secondsLeft": 4.2,
                     *           "partitions": [
                     *             {
                     *               "index": 0,
                     *               "state": "DONE",
                     *               "bytes": 4194304,
                     *               "bytesRead": 4194304,
                     *               "read": 50000,
                     *               "submitted": 49998,
                     *               "rejected": 2
                     *             },
                     *             {
                     *               "index": 1,
                     *               "state": "WAITING",
                     *               "bytes": 4194304,
                     *               "bytesRead": 0,
                     *               "read": 0,
                     *               "submitted": 0,
                     *               "rejected": 0
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "nextPageToken": "MDE5YWIz"
                     *     }
                     */
                    "application/json": components["schemas"]["ImportPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    beginImport: {
        parameters: {
            query: {
                /**
                 * @description For columns of a CSV file whose field has another name: a JSON object with, for a column, the name of a field of the
                 *     args or a JSON Pointer to one inside, or null to leave the column out. Other columns become the field of their name.
                 *     An object such as `{"to": "/address", "type": "json"}` also says how cells are read: `string`, `number`, `boolean` or
                 *     `json`. Without a type, the schema of the task says it. The empty name stands for all columns without a name.
                 * @example {"E-mail":"to","City":"/address/city","Notes":null}
                 */
                columns?: string;
                /** @description Only say what the import would do */
                dryRun?: boolean;
                maxAttempts?: number;
                /** @description What the file is called, without a path. Only shown. */
                name?: string;
                /** @description In how many parts the file is read at most. Otherwise one for each 4 MiB. */
                partitions?: number;
                priority?: number;
                queue?: components["schemas"]["QueueName"];
                /** @description Of the jobs; can be repeated */
                tag?: components["schemas"]["Tag"][];
                /** @description Of the jobs. The server must know it */
                task: components["schemas"]["TaskName"];
            };
            header?: {
                /** @description Makes the request repeatable. The same key with the same query and file gives the same import, for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {"to":"someone@example.com","subject":"Hello, you"} */
                "application/x-ndjson": string;
                /**
                 * @example to,subject
                 *     someone@example.com,"Hello, you"
                 */
                "text/csv": string;
            };
        };
        responses: {
            /**
             * @description With `dryRun=true`, what the import would do: nothing is kept. Otherwise the import that a request with the same
             *     `Idempotency-Key` began before.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"] | components["schemas"]["Import"];
                };
            };
            /** @description The file is on the disk, and its import begins. */
            202: {
                headers: {
                    /** @description Path of the import */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["NoRoom"];
            default: components["responses"]["Problem"];
        };
    };
    getImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Also that of its job */
                id: components["parameters"]["importId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Import"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    restartImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Also that of its job */
                id: components["parameters"]["importId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Import"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    stopImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Also that of its job */
                id: components["parameters"]["importId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Import"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getRejects: {
        parameters: {
            query?: {
                /** @description Of JSON only */
                pageSize?: number;
                /** @description The `nextPageToken` of the previous page. */
                pageToken?: components["parameters"]["pageToken"];
            };
            header?: never;
            path: {
                /** @description Also that of its job */
                id: components["parameters"]["importId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rejected rows so far. */
            200: {
                headers: {
                    /** @description Name of the file; not with JSON */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "line": 17,
                     *           "column": "to",
                     *           "reason": "must be an e-mail address",
                     *           "row": [
                     *             "someone",
                     *             "Hello"
                     *           ]
                     *         }
                     *       ],
                     *       "nextPageToken": "17"
                     *     }
                     */
                    "application/json": components["schemas"]["RejectedRowPage"];
                    /** @example {"to":"someone","reject":{"line":17,"column":"/to","reason":"must be an e-mail address"}} */
                    "application/x-ndjson": string;
                    /**
                     * @example to,subject,reject.line,reject.column,reject.reason
                     *     someone,Hello,17,to,must be an e-mail address
                     */
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listJobs: {
        parameters: {
            query?: {
                createdAfter?: components["schemas"]["Time"];
                createdBefore?: components["schemas"]["Time"];
                pageSize?: number;
                /** @description The `nextPageToken` of the previous page. */
                pageToken?: components["parameters"]["pageToken"];
                /** @description Beginning of the id, any part of it that has 6 or more characters, part of a tag, or part of the failure's type or message. Upper and lower case are the same. */
                q?: components["schemas"]["SearchText"];
                queue?: components["schemas"]["QueueName"];
                /** @description Can be repeated. */
                state?: components["schemas"]["JobState"][];
                tag?: components["schemas"]["Tag"];
                task?: components["schemas"]["TaskName"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019ab3c4-0000-7000-8000-000000000000",
                     *           "task": "demo.echo",
                     *           "queue": "default",
                     *           "state": "READY",
                     *           "priority": 5,
                     *           "tags": [
                     *             "tenant=7"
                     *           ],
                     *           "createdAt": "2026-11-24T14:00:00.000Z",
                     *           "maxAttempts": 10,
                     *           "attempt": 0,
                     *           "attemptsUsed": 0
                     *         }
                     *       ],
                     *       "nextPageToken": "MDE5YWIz"
                     *     }
                     */
                    "application/json": components["schemas"]["JobPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    submitJob: {
        parameters: {
            query?: {
                /** @description Only checks the job. Nothing is stored. */
                dryRun?: boolean;
            };
            header?: {
                /** @description Makes the request repeatable. The same key with the same body gives the same job, for 24 hours. */
                "Idempotency-Key"?: string;
                /**
                 * @description The trace that the jobs continue, as W3C Trace Context has it. One that is not valid is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewJob"];
            };
        };
        responses: {
            /** @description The request is a repetition, and this is the job that it made before. If that job has been purged, only its id, task and queue are left. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"] | components["schemas"]["PurgedJob"];
                };
            };
            /** @description The job is stored. */
            201: {
                headers: {
                    /** @description Path of the job */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description With dryRun: the job would be accepted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    submitJobs: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The trace that the jobs continue, as W3C Trace Context has it. One that is not valid is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "jobs": [
                 *         {
                 *           "task": "demo.echo",
                 *           "args": {
                 *             "value": 1
                 *           }
                 *         },
                 *         {
                 *           "task": "demo.echo",
                 *           "args": {
                 *             "value": 2
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description Each is checked by itself */
                    jobs: components["schemas"]["NewJob"][];
                };
                /**
                 * @example {"task":"demo.echo","args":{"value":1}}
                 *     {"task":"demo.echo","args":{"value":2}}
                 */
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description For each job its id, or why it was refused. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {"index":0,"id":"019ab3c4-0000-7000-8000-000000000000"}
                     *     {"index":1,"problem":{"type":"about:blank","title":"Unprocessable Content","status":422,"detail":"…"}}
                     */
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getJob: {
        parameters: {
            query?: {
                /**
                 * @description Answer when the job has ended, or after this time, at most PT60S.
                 * @example PT20S
                 */
                wait?: components["schemas"]["Duration"];
            };
            header?: never;
            path: {
                id: components["parameters"]["jobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Job"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["jobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Job"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    retryJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["jobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Job"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getObjectives: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Least error budget first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "job-success",
                     *           "objective": 0.99,
                     *           "errorBudgetRemaining": 0.42,
                     *           "burnRate": 1.3,
                     *           "events": 51234,
                     *           "window": "P30D"
                     *         }
                     *       ],
                     *       "source": {
                     *         "state": "OK",
                     *         "asOf": "2026-11-24T14:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Objectives"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listQueues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All queues that have jobs, are paused, or are declared. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "mail",
                     *           "paused": true,
                     *           "pausedAt": "2026-11-24T14:00:00.000Z",
                     *           "pausedBy": "admin",
                     *           "counts": {
                     *             "SCHEDULED": 0,
                     *             "READY": 3,
                     *             "BLOCKED": 0,
                     *             "RUNNING": 0,
                     *             "RETRYING": 1,
                     *             "SUCCEEDED": 5120,
                     *             "DEAD": 2,
                     *             "CANCELLED": 0,
                     *             "EXPIRED": 0
                     *           },
                     *           "oldestReadyAge": "PT12.5S",
                     *           "rates": {
                     *             "submitted": 1.4,
                     *             "ended": 1.6
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["QueueList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["queueName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Queue"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    forgetQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["queueName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The queue and its settings are gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    configureQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["queueName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fair": true,
                 *       "weights": {
                 *         "gold": 3
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["QueueSettings"];
                /**
                 * @example {
                 *       "concurrency": 20,
                 *       "rateLimit": {
                 *         "permits": 100,
                 *         "per": "PT1S"
                 *       },
                 *       "perKey": {
                 *         "concurrency": 2
                 *       },
                 *       "description": null
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["QueueSettings"];
            };
        };
        responses: {
            200: components["responses"]["Queue"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    pauseQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["queueName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Queue"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    purgeQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["queueName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The jobs are removed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "purged": 1250
                     *     }
                     */
                    "application/json": components["schemas"]["PurgedQueue"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    resumeQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["queueName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Queue"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "username": "admin",
                     *       "role": "admin"
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "admin",
                 *       "password": "correct horse battery staple"
                 *     }
                 */
                "application/json": {
                    /** Format: password */
                    password: string;
                    username: string;
                };
            };
        };
        responses: {
            /** @description Signed in; the cookie `nightshift-session` proves it from now on. */
            200: {
                headers: {
                    /** @description The session */
                    "Set-Cookie": string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "username": "admin",
                     *       "role": "admin"
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out. */
            204: {
                headers: {
                    /** @description Takes the session away */
                    "Set-Cookie": string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": "0.1.0",
                     *       "worker": "k3v9x2ab",
                     *       "roles": [
                     *         "api",
                     *         "worker",
                     *         "scheduler"
                     *       ],
                     *       "links": {
                     *         "grafana": "https://grafana.example.com"
                     *       },
                     *       "desiredWorkers": 1,
                     *       "redis": {
                     *         "state": "REFUSES_WRITES",
                     *         "since": "2026-11-24T14:02:11.000Z",
                     *         "version": "7.4.1",
                     *         "detail": "It is full."
                     *       },
                     *       "degraded": [
                     *         {
                     *           "what": "redis",
                     *           "since": "2026-11-24T14:02:11.000Z",
                     *           "detail": "It is full."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Status"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listTasks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All tasks, with the JSON Schema of their args. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "demo.echo",
                     *           "description": "Gives its value back.",
                     *           "internal": false,
                     *           "timeout": "PT30S",
                     *           "argsSchema": {
                     *             "type": "object",
                     *             "properties": {
                     *               "value": {}
                     *             }
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TaskList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getThroughput: {
        parameters: {
            query?: {
                minutes?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Oldest first, the running minute last. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "minute": "2026-11-24T14:00:00.000Z",
                     *           "submitted": 120,
                     *           "succeeded": 118,
                     *           "failed": 3,
                     *           "dead": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Throughput"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listWorkers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All workers, those lost within the last hour included. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "k3v9x2ab",
                     *           "host": "nightshift-0",
                     *           "pid": 21,
                     *           "version": "0.1.0",
                     *           "state": "LIVE",
                     *           "startedAt": "2026-11-24T13:00:00.000Z",
                     *           "heartbeatAt": "2026-11-24T14:00:00.000Z",
                     *           "concurrency": 8,
                     *           "running": 3,
                     *           "tasks": [
                     *             "demo.echo"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
}
