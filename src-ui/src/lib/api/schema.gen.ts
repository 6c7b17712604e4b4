// Generated from openapi.yaml by `npm run api`: change the records in nightshift.api.answer, or the document.

export interface paths {
    "/api/v1/destinations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List destinations by host
         * @description Answers with a page of the destinations that were called, whose breaker is not closed, or that have limits of their own.
         *     The servers remember up to 10,000 that were called. Continue until an answer has no `nextPageToken`. Every role can make
         *     this call.
         */
        get: operations["listDestinations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/destinations/{host}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a destination
         * @description Answers with the state of the breaker, the calls of the last minute, and the limits. A host that no job has called is
         *     shown too, with a breaker that is closed. Every role can make this call.
         */
        get: operations["getDestination"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the limits of a destination
         * @description The body is a merge patch (RFC 7396): limits that are missing stay as they are. `null` removes a limit, and the one
         *     that the servers have for all destinations applies again, if there is one.
         *
         *     Needs the role `operator` or `admin`.
         */
        patch: operations["limitDestination"];
        trace?: never;
    };
    "/api/v1/destinations/{host}:close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close the breaker of a destination
         * @description Jobs call the destination again. Those that waited start over some time, so that they do not all come at once. Closing
         *     a breaker that is closed changes nothing.
         *
         *     Needs the role `operator` or `admin`.
         */
        post: operations["closeDestination"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/destinations/{host}:open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open the breaker of a destination
         * @description No more jobs call the destination. Calls that are under way continue. Jobs that want to call it wait, use no attempt,
         *     and hold no slot. After the time in `for`, one job calls the destination, and the breaker closes if that succeeds.
         *     Without `for`, and without a body, the breaker stays open until somebody closes it.
         *
         *     Needs the role `operator` or `admin`.
         */
        post: operations["openDestination"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Receive changes as they happen
         * @description Answers with server-sent events. `x-events` has the schema of the data of each type: `job`, `queue`,
         *     `schedule`, `worker`, and `operation` for changes; `status` when Redis changes its state; `skipped` when more than 100 jobs
         *     and schedules changed in a quarter of a second; and `reset` when events may be missing.
         *
         *     The server ends the stream after an hour, or when a client reads too slowly. Reconnect with `Last-Event-ID` to
         *     get what you missed. A server serves 200 streams at once and answers 429 to others.
         *
         *     Every role can make this call.
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
        /**
         * List exports, newest first
         * @description Answers with a page of all exports whose jobs are kept. Continue until an answer has no `nextPageToken`. Every
         *     role can make this call.
         */
        get: operations["listExports"];
        put?: never;
        /**
         * Export jobs to a file
         * @description Starts an export and answers with it. The export looks at each job that exists when it starts, from the oldest
         *     to the newest, and writes it once, as it is at that moment, if it meets the filter. Jobs that are submitted
         *     later are not in the file.
         *
         *     Wait for the job with the id of the export, then get the file. On a server that has no folder for files, the
         *     answer is 503.
         *
         *     Needs the role `operator` or `admin`.
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
        /**
         * Get an export
         * @description Answers with the export and its progress. The answer is 404 once retention has removed its job. Every role can
         *     make this call.
         */
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
        /**
         * Restart an export that has stopped or failed
         * @description The export continues where it stopped, so no job is written twice. This works for exports that are `DEAD`,
         *     `STOPPED`, `EXPIRED`, or `RETRYING`. Other exports are refused with 409. On a server that has no folder for
         *     files, the answer is 503.
         *
         *     Needs the role `operator` or `admin`.
         */
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
        /**
         * Stop an export
         * @description An export that waits is `STOPPED` at once. One that runs stays `RUNNING`, with `stopRequested`, until it has
         *     stopped. An export in a final state is refused with 409.
         *
         *     Needs the role `operator` or `admin`.
         */
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
         * Get the file of an export
         * @description Answers with the file once the export has succeeded. Before that, and after `expiresAt`, the answer is 404.
         *     `HEAD` works too. The file never changes, so parts of it can be fetched at different times and from different
         *     servers.
         *
         *     Every role can make this call.
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
    "/api/v1/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List failure groups
         * @description Answers with a page of the failure groups that meet all conditions. A group stays for seven days after its last failure, even
         *     without jobs; `state` lists only groups that have jobs. Continue until an answer has no `nextPageToken`. Every role can make
         *     this call.
         */
        get: operations["listFailureGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/failures/{fingerprint}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a failure group
         * @description Answers with the group and with what its jobs have in common. Up to 1,000 of its jobs are compared with up to 2,000 jobs of the
         *     same task that were submitted in the same time and have succeeded. The result can be a minute old. Every role can make this
         *     call.
         */
        get: operations["getFailureGroup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/failures/{fingerprint}:mute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mute a failure group
         * @description The group no longer counts as open until the time in `until`, and no alert reports it. Its jobs are retried as before. Muting a
         *     group that is muted replaces the reason and the end.
         *
         *     Needs the role `operator` or `admin`.
         */
        post: operations["muteFailureGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/failures/{fingerprint}:unmute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the muting of a failure group
         * @description The group counts as open again. Unmuting a group that is not muted changes nothing.
         *
         *     Needs the role `operator` or `admin`.
         */
        post: operations["unmuteFailureGroup"];
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
        /**
         * List imports, newest first
         * @description Answers with a page of all imports whose jobs are kept. A page can have fewer imports than `pageSize`:
         *     continue until an answer has no `nextPageToken`. Every role can make this call.
         */
        get: operations["listImports"];
        put?: never;
        /**
         * Import a file: submit one job for each row
         * @description The body is the file itself, as CSV or NDJSON. The server checks it while it arrives, and answers 202 once the
         *     file is stored. If it finds something that cannot be imported, it refuses the file, names the line in
         *     `errors`, and keeps nothing of it. A row whose args do not fit the task does not stop the import: the row is
         *     rejected, and `GET /api/v1/imports/{id}/rejects` answers with it.
         *
         *     Each job of the import has the tag `import:<id>`. With `dryRun=true`, the first 100,000 rows are checked and
         *     nothing is stored. A file larger than `nightshift.import.max-bytes` is refused with 413. On a server that has
         *     no folder for files, the answer is 503.
         *
         *     Needs the role `submitter`, `operator`, or `admin`.
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
        /**
         * Get an import
         * @description Answers with the import and its progress. The answer is 404 once retention has removed its job. Every role can
         *     make this call.
         */
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
        /**
         * Restart an import that has stopped or failed
         * @description The import continues where it stopped, so no row is imported twice. This works for imports that are `DEAD`,
         *     `STOPPED`, `EXPIRED`, or `RETRYING`. Other imports are refused with 409, and so are those whose file has been
         *     removed. On a server that has no folder for files, the answer is 503.
         *
         *     Needs the role `operator` or `admin`.
         */
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
         * @description An import that waits is `STOPPED` at once. One that runs stays `RUNNING`, with `stopRequested`, until it has
         *     stopped. The jobs that it has submitted stay. An import in a final state is refused with 409.
         *
         *     Needs the role `operator` or `admin`.
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
         * Get the rejected rows of an import
         * @description Answers with the rejected rows so far, as a file in the format of the source with the line, the column, and
         *     the reason beside each row. Fix the rows and import that file as it is. With `Accept: application/json`, the
         *     rows come in pages, which end after about 1 MiB.
         *
         *     Rows of a CSV file are not available as NDJSON, nor the other way around: 406. The answer is 404 once the
         *     files of the import are removed. Cells come back as they were sent, including those that a spreadsheet treats
         *     as formulas.
         *
         *     Every role can make this call.
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
    "/api/v1/incident": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a report of some hours for a postmortem
         * @description Answers with one Markdown file: the impact in numbers, a timeline, the alerts that fired, the versions and servers that came and went,
         *     pauses, operations, failure groups, and the charts as tables. Everything else than numbers and links is in code spans, so no text of a job
         *     can pass for a part of the report.
         *
         *     Alerts, versions and charts come from Prometheus (`nightshift.prometheus.url`). If it is not set, or does not answer within 5 seconds, the report
         *     says so and has everything else.
         *
         *     A server makes two reports at once and answers 429 to others. Every role can make this call.
         */
        get: operations["getIncidentReport"];
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
         * @description Answers with a page of the jobs that meet all conditions. Without conditions, these are all jobs. Conditions are
         *     separate parameters, a `filter`, or both.
         *
         *     A page can have fewer jobs than `pageSize`, or none, although more follow: it answers after about a second with
         *     what it has found. `searchedBack` then says how far back the search has come. Continue until an answer has no
         *     `nextPageToken`.
         *
         *     Every role can make this call.
         */
        get: operations["listJobs"];
        put?: never;
        /**
         * Submit a job
         * @description Stores a job and answers with it. The job is stored in Redis before the answer is sent, so an accepted job is
         *     not lost. It runs as soon as a worker is free, or at `runAt` or after `delay`.
         *
         *     Send an `Idempotency-Key` to be able to repeat the request safely. With `dryRun=true` the job is checked and
         *     not stored. A job that is refused with 422 has an entry in `errors` for each wrong field.
         *
         *     Needs the role `submitter`, `operator`, or `admin`.
         */
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
         * @description Each line of the request is a `NewJob` and gets one line in the answer, a `BatchLine`. The answers arrive
         *     while the request is still being sent. A line that is refused does not affect the others. Blank lines are
         *     skipped and not counted.
         *
         *     The number of lines has no limit, and a line can have 1 MiB. With `application/json`, the jobs come in one
         *     document of at most 1 MiB, and the answer is the same. If Redis becomes unavailable, the first line that could
         *     not be stored and all later ones get a problem with the status 503.
         *
         *     The header `Idempotency-Key` is refused here. Needs the role `submitter`, `operator`, or `admin`.
         */
        post: operations["submitJobs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs:facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the jobs that meet some conditions
         * @description Answers how many jobs a list with the same conditions has, and how many of them are in each state, queue, and
         *     task. `complete` is `false` if there were too many to look at within a second.
         *
         *     Every role can make this call.
         */
        get: operations["countJobs"];
        put?: never;
        post?: never;
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
        /**
         * Get a job, or wait for its end
         * @description Answers with the job, its attempts, and its result or failure. With `wait`, the answer comes when the job is
         *     in a final state, when that time is over, or when the server stops: look at `state`, and ask again if it is
         *     not final.
         *
         *     If too many requests wait at this server, the answer is 429. A job that does not exist, or that retention has
         *     removed, is answered with 404.
         *
         *     Every role can make this call.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a job that waits
         * @description The body is a merge patch (RFC 7396). Fields that are missing stay as they are, and `null` stands for the default.
         *     A job that runs or has ended is refused with 409.
         *
         *     Needs the role `operator` or `admin`.
         */
        patch: operations["changeJob"];
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
         * @description A job that waits is `CANCELLED` at once. A job that runs is asked to stop: it stays `RUNNING`, with
         *     `cancelRequested`, until its worker has stopped it. A job in a final state is refused with 409.
         *
         *     Needs the role `operator` or `admin`.
         */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}:explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find out why a job is not running
         * @description Answers with all causes that hold now, the most decisive first. A job that is about to start has none. Workers report
         *     their slots every five seconds, so causes that concern slots can be that old.
         *
         *     Every role can make this call.
         */
        get: operations["explainJob"];
        put?: never;
        post?: never;
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
        /**
         * Run a job again
         * @description Makes a job ready at once, with a full set of attempts. This works for jobs that are `DEAD`, `CANCELLED`,
         *     `EXPIRED`, or `RETRYING`. Other jobs are refused with 409, and so are the jobs of imports and exports, which
         *     have a `:restart` of their own, and of operations.
         *
         *     A body with `args` gives the job other args, which must fit the schema of its task. Its attempts so far stay in its
         *     history. Without a body, the args stay.
         *
         *     Needs the role `operator` or `admin`.
         */
        post: operations["retryJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}:run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a job before its time
         * @description A job that is `SCHEDULED` or `RETRYING` becomes `READY` now. A job that is `READY` stays as it is. A job in another
         *     state is refused with 409.
         *
         *     Needs the role `operator` or `admin`.
         */
        post: operations["runJob"];
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
         * Get the error budgets of the service level objectives
         * @description The figures come from Prometheus and are at most 30 seconds old. While Prometheus does not answer, its last
         *     figures are shown for 10 minutes. The answer is always 200 and comes within 2 seconds; `source` says whether
         *     the figures are current.
         *
         *     Every role can make this call.
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
    "/api/v1/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List operations, newest first
         * @description Answers with a page of all operations whose jobs are kept. Continue until an answer has no `nextPageToken`. Every
         *     role can make this call.
         */
        get: operations["listOperations"];
        put?: never;
        /**
         * Do one action to many jobs
         * @description Starts an operation and answers with it. The operation looks at the jobs that exist when it starts, and does its action
         *     to each job that meets the filter and to which the action applies. It does so once for each job, also if a server
         *     dies. Jobs that are submitted later are left alone.
         *
         *     With `validateOnly`, nothing changes, and the answer says what the operation would do.
         *
         *     The actions:
         *
         *     - `retry` sends jobs that are `DEAD`, `CANCELLED`, `EXPIRED`, or `RETRYING` again, with a full set of attempts.
         *     - `cancel` cancels jobs that wait, and asks those that run to stop.
         *     - `delete` removes jobs in any state but `RUNNING`. Jobs that wait never run then.
         *     - `reprioritize` gives jobs that wait the `priority`.
         *     - `move` puts jobs in any state but `RUNNING` into the `queue`.
         *
         *     Jobs that are sent again or moved stand in their queue like all others, so all limits hold. Jobs of Nightshift itself,
         *     such as imports, are skipped.
         *
         *     Needs the role `operator` or `admin`.
         */
        post: operations["beginOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an operation
         * @description Answers with the operation, its progress, and which jobs it has skipped and why. The answer is 404 once retention has
         *     removed its job. Every role can make this call.
         */
        get: operations["getOperation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}:cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an operation
         * @description Ends the operation where it is, within a second or so. What it has done stays done, and its report stays. An operation
         *     that has ended is refused with 409.
         *
         *     Needs the role `operator` or `admin`.
         */
        post: operations["cancelOperation"];
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
        /**
         * List all queues
         * @description Answers with every queue on one page, in the order of their names. Every role can make this call.
         */
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
        /**
         * Get a queue
         * @description Answers with the queue: whether it is paused, how many jobs it has in each state, and how fast they move. A
         *     queue exists while it has jobs or is paused; otherwise the answer is 404. Every role can make this call.
         */
        get: operations["getQueue"];
        put?: never;
        post?: never;
        /**
         * Forget a queue that has no jobs
         * @description Removes the queue with its settings. A queue that has jobs, or that the file of settings declares, is refused with 409.
         *
         *     Needs the role `operator` or `admin`.
         */
        delete: operations["forgetQueue"];
        options?: never;
        head?: never;
        /**
         * Change the settings of a queue
         * @description The body is a merge patch (RFC 7396): settings that are missing stay as they are, and `null` removes one. A queue
         *     that has had no job yet is declared by this call.
         *
         *     Needs the role `operator` or `admin`.
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
        /**
         * Pause a queue
         * @description Workers start no more jobs from the queue. Jobs that run end as usual, and new jobs are still accepted.
         *     Pausing a paused queue changes nothing. A queue that has had no job yet can be paused too.
         *
         *     Needs the role `operator` or `admin`.
         */
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
         * @description Removes the jobs that are `READY`, `SCHEDULED`, or `RETRYING`, and answers how many they were. Running and finished jobs stay.
         *
         *     Needs the role `operator` or `admin`.
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
        /**
         * Resume a paused queue
         * @description Workers start jobs from the queue again. Resuming a queue that is not paused changes nothing.
         *
         *     Needs the role `operator` or `admin`.
         */
        post: operations["resumeQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List schedules by name
         * @description Answers with a page of all schedules. Continue until an answer has no `nextPageToken`. Every role can make this call.
         */
        get: operations["listSchedules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a schedule
         * @description Every role can make this call.
         */
        get: operations["getSchedule"];
        /**
         * Create or change a schedule
         * @description Stores the rule of a schedule. A rule that was stored before is replaced as a whole; the schedule keeps its history, its pause,
         *     and, if it runs at the same times as before, its next run. A schedule that code defines is overridden until it is deleted.
         *
         *     Needs the role `operator` or `admin`.
         */
        put: operations["putSchedule"];
        post?: never;
        /**
         * Delete a schedule
         * @description Removes the schedule and its history. Its jobs stay. If code defines the schedule too, the rule of the code is in force again, and
         *     the answer is the schedule. A schedule that only code defines cannot be deleted; pause it instead.
         *
         *     Needs the role `operator` or `admin`.
         */
        delete: operations["deleteSchedule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{name}:pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a schedule
         * @description The schedule fires no runs until it is resumed. Its jobs end as usual. Pausing a paused schedule changes nothing.
         *
         *     Needs the role `operator` or `admin`.
         */
        post: operations["pauseSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{name}:resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a paused schedule
         * @description The schedule continues with the run after the last one that it fired. `catchup` decides about those that were due meanwhile.
         *
         *     Needs the role `operator` or `admin`.
         */
        post: operations["resumeSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{name}:run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a schedule now
         * @description Submits the job of the schedule at once, also while the schedule is paused or an earlier job runs. The plan stays as it is.
         *
         *     Needs the role `operator` or `admin`.
         */
        post: operations["runSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{name}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List runs of a schedule
         * @description Answers with runs that are ahead (`next`), runs that have come or were left out (`last`), or both. With neither parameter, it is
         *     the next ten. The 100 latest runs are kept. Every role can make this call.
         */
        get: operations["listRuns"];
        put?: never;
        post?: never;
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
        /**
         * Get the caller's name and role
         * @description Answers with the name and role behind the session or API key of this request. Without valid credentials, the
         *     answer is 401. Every role can make this call.
         */
        get: operations["getSession"];
        put?: never;
        /**
         * Sign in to the console
         * @description Checks the user name and the password, and starts a session. Its cookie `nightshift-session` authenticates
         *     later requests. A session ends 12 hours after it was last used, and after 7 days in any case. A wrong name or
         *     password is refused with 401, and ten of them within a minute for one user name with 429.
         *
         *     This call needs no credentials. Programs should use an API key instead.
         */
        post: operations["signIn"];
        /**
         * Sign out
         * @description Ends the session of the cookie and removes the cookie. This works without a session, too, and needs no
         *     credentials.
         */
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
        /**
         * Get the status of this server and of Redis
         * @description Answers at once with what this server last saw of Redis, even while Redis does not answer. Every role can make
         *     this call.
         */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/integrity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the result of the last self-audit
         * @description The self-audit compares lists, indexes, counts and the like with the jobs, and repairs what differs. Answers with the last
         *     check, the one that is under way, and when the next one begins, whichever server does it. Every role can make this call.
         */
        get: operations["getIntegrity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/integrity:check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a self-audit at once
         * @description A server with the role `scheduler` begins a check within some seconds, or as soon as the one ends that is under way.
         *     `GET /api/v1/status/integrity` shows when it has ended: `last.beganAt` is then at or after `askedAt`.
         *
         *     Needs the role `operator` or `admin`.
         */
        post: operations["checkIntegrity"];
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
        /**
         * List the tasks that jobs can name
         * @description Answers with every task that this server knows, on one page, with the JSON Schema of its args. Every role can
         *     make this call.
         */
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
        /**
         * Count what happened in each of the last minutes
         * @description Answers with the number of jobs that were submitted, succeeded, or died, and of attempts that failed, in all
         *     queues together. Every role can make this call.
         */
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
        /**
         * List the workers of all servers
         * @description Answers with every worker on one page, including those lost within the last hour. Every role can make this
         *     call.
         */
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
        /** @description One execution of a job. A task can add fields of its own to an attempt: `http.request` adds `response`, an `HttpResponse`. */
        Attempt: {
            /**
             * Format: date-time
             * @description When the attempt ended. Missing while it runs.
             */
            endedAt?: string;
            /** @description Why the attempt failed. Missing if it has not failed. */
            failure?: components["schemas"]["Failure"];
            /** @description The number of this attempt of the job, starting at 1. */
            number: number;
            /**
             * @description How the attempt ended. Missing while it runs. `LOST` means that its worker died, and `INTERRUPTED` that its worker was stopped, or that it handed over to the next attempt; neither counts toward `maxAttempts`.
             * @enum {string}
             */
            outcome?: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "LOST" | "INTERRUPTED" | "CANCELLED";
            /**
             * Format: date-time
             * @description When the attempt started.
             */
            startedAt: string;
            /** @description The id of the worker that ran the attempt. */
            worker: string;
        } & {
            [key: string]: unknown;
        };
        /** @description The answer for one job of a batch: its `id` if it was accepted, or the `problem` if it was refused. */
        BatchLine: {
            /**
             * Format: uuid
             * @description The id of the job, which is stored.
             */
            id?: string;
            /** @description The number of the line or array item that this answers, starting at 0. Blank lines are not counted. */
            index: number;
            /** @description Why this job was refused and what to change. It has no effect on the jobs of other lines. */
            problem?: components["schemas"]["Problem"];
        } & (unknown | unknown);
        /**
         * @description Where an import or export stands: the state of its job, except that `STOPPED` stands for `CANCELLED`. An import or export that is `DEAD`, `STOPPED`, `EXPIRED`, or `RETRYING` can be restarted.
         * @enum {string}
         */
        BulkState: "SCHEDULED" | "READY" | "BLOCKED" | "RUNNING" | "RETRYING" | "SUCCEEDED" | "DEAD" | "STOPPED" | "EXPIRED";
        /**
         * @description How the text of a cell becomes a value: as text, as a number, as `true` or `false`, or as any JSON.
         * @enum {string}
         */
        CellType: "string" | "number" | "boolean" | "json";
        /** @description A destination: a host that jobs of `http.request` call, with its circuit breaker and its limits. */
        Destination: {
            /** @description The number of calls of about the last minute. */
            calls: number;
            /**
             * @description Why the breaker opened. `FAILURES`: too many calls failed. `UNAVAILABLE`: the destination answered 503. `BUSY`: it answered 429. `MANUAL`: somebody opened it. Missing if the breaker is closed.
             * @enum {string}
             */
            cause?: "FAILURES" | "UNAVAILABLE" | "BUSY" | "MANUAL";
            /** @description The highest number of jobs that call the destination at the same time, from all queues and on all servers. Missing if there is no limit. */
            concurrency?: number;
            /** @description The number of these calls that failed. */
            failures: number;
            /** @description The name or address in lower case, followed by a colon and the port unless that is 80 for `http` or 443 for `https`. IPv6 addresses are in brackets. */
            host: string;
            /**
             * Format: date-time
             * @description When the latest call ended. Missing if there was none.
             */
            lastCallAt?: string;
            /** @description Who opened the breaker: a user name, or the name of an API key. Missing if nobody did. */
            openedBy?: string;
            /** @description How fast jobs that call the destination start at most, on all servers together. Missing if there is no limit. */
            rateLimit?: {
                /** @description The time that the permits are for. */
                per: components["schemas"]["Duration"];
                /** @description The number of jobs that can start in that time. */
                permits: number;
            };
            /** @description How fast the jobs start that waited for the breaker. Missing unless it has closed recently. */
            recovery?: {
                /** @description The number of jobs per second that start. */
                permitsPerSecond: number;
                /**
                 * Format: date-time
                 * @description When the rate doubles, if jobs still wait then.
                 */
                until: string;
            };
            /** @description The number of jobs that call the destination now. Missing if there is no limit for it. */
            running?: number;
            /**
             * Format: date-time
             * @description Since when the breaker has had its state. Missing if it never opened, or has been closed for long.
             */
            since?: string;
            /** @description Where each limit comes from, by its JSON Pointer: `API` if it was set for this destination, `SETTINGS` if it is the one that the servers have for all destinations. Missing if there are no limits. */
            sources?: {
                [key: string]: "API" | "SETTINGS";
            };
            /**
             * @description The state of the circuit breaker. `CLOSED`: jobs call the destination. `OPEN`: no job calls it, and those that want to wait. `HALF_OPEN`: one job calls it to find out whether the destination works again.
             * @enum {string}
             */
            state: "CLOSED" | "OPEN" | "HALF_OPEN";
            /**
             * Format: date-time
             * @description The time from which a job calls the destination to find out whether it works again. Missing if the breaker is not open, or stays open until somebody closes it.
             */
            until?: string;
            /** @description The number of ready jobs that wait for the breaker or for the limits of the destination. */
            waiting: number;
        };
        /** @description Limits of a destination. Limits that are missing stay as they are, and `null` removes one. */
        DestinationLimits: {
            /** @description The highest number of jobs that call the destination at the same time, from all queues and on all servers. */
            concurrency?: number | null;
            /** @description How fast jobs that call the destination start at most, on all servers together. */
            rateLimit?: components["schemas"]["RateLimit"];
        };
        /** @description A page of destinations. */
        DestinationPage: {
            /** @description The destinations, in the order of their hosts. */
            items: components["schemas"]["Destination"][];
            /** @description The token of the next page. Send it as `pageToken`. Missing on the last page. */
            nextPageToken?: string;
        };
        /** @description What an import of this file would do. Nothing was stored. */
        DryRun: {
            /** @description The size of the file in bytes. */
            bytes: number;
            /** @description The number of rows that were checked, counted from the first: all rows, or about 100,000 of a longer file. */
            checked: number;
            /** @description The columns of a CSV file, in the order of its header. Empty for NDJSON. */
            columns: {
                /** @description The name of the column, as the header has it. */
                column: string;
                /** @description The field of the args that the column becomes: its name, or a JSON Pointer to a nested field. `null` if the column is left out. */
                field: string | null;
                /** @description How the cells of the column are read. Missing if the column is left out. */
                type?: components["schemas"]["CellType"];
            }[];
            /** @description The format of the file, which follows from its `Content-Type`. */
            format: components["schemas"]["FileFormat"];
            /** @description The name of the file, as the request gave it. Missing if the request gave none. */
            name?: string;
            /** @description The number of checked rows that would be rejected. */
            rejected: number;
            /** @description The first rows that would be rejected, at most 100. */
            rejects: components["schemas"]["RejectedRow"][];
            /** @description The number of rows in the file. The header of a CSV file and blank lines are not counted. */
            rows: number;
            /** @description The first rows that would become jobs, at most 10. */
            sample: {
                /** @description The args of the job. If `argsCut` is true, a string with the beginning of their JSON text. */
                args: unknown;
                /** @description True if the args have more than 4,096 characters, so that `args` has only the beginning of their text. Otherwise missing. */
                argsCut?: boolean;
                /** @description The line of the file in which the row begins, starting at 1. */
                line: number;
            }[];
            /** @description The number of checked rows that would become jobs. */
            valid: number;
        };
        /**
         * @description An ISO 8601 duration of days, hours, minutes and seconds, such as `P1DT12H`, `PT30S` or `PT0.25S`. Only seconds
         *     can have a fraction. This is not the format `duration` of RFC 3339, which has weeks, months and years, and no
         *     fractions.
         */
        Duration: string;
        /** @description Why a job is not running. */
        Explanation: {
            /** @description What keeps the job from running, the most decisive cause first. Empty if nothing does: the job is about to start. */
            causes: {
                /** @description The number of jobs that come first: of the queue for `AHEAD`, else of the same key, or that wait for the same thing. If it is 10,000 or more, there can be others. Missing for causes without an order. */
                ahead?: number;
                /**
                 * @description What it is. `SCHEDULED`: the time of the job has not come. `RETRYING`: an attempt failed, and the next one comes later. `BLOCKED`: another job has to end first. `QUEUE_PAUSED`: its queue is paused. `NO_WORKER`: no live worker knows its task. `KEY_CONCURRENCY`, `KEY_RATE`: its key is at a limit of the queue. `QUEUE_CONCURRENCY`, `QUEUE_RATE`: its queue is at a limit. `BREAKER_OPEN`: the breaker of the host that it calls is open. `BREAKER_PROBING`: another job finds out whether that host works again. `DESTINATION_RECOVERING`: that host works again, and the jobs that waited start one after another. `DESTINATION_CONCURRENCY`, `DESTINATION_RATE`: that host is at a limit. `BULK_SLOTS_BUSY`: no worker has a slot for more bulk work. `SLOTS_BUSY`: all slots of the workers that know its task are busy. `FAIR_TURN`: other keys have their turn, or other jobs of its key are first. `AHEAD`: other jobs of the queue are first. `STORE_REFUSES`: Redis refuses writes. `RUNNING`: it runs. `ENDED`: it has ended. Treat a cause that you do not know by its `detail`.
                 * @enum {string}
                 */
                cause: "SCHEDULED" | "RETRYING" | "BLOCKED" | "QUEUE_PAUSED" | "NO_WORKER" | "KEY_CONCURRENCY" | "KEY_RATE" | "QUEUE_CONCURRENCY" | "QUEUE_RATE" | "BREAKER_OPEN" | "BREAKER_PROBING" | "DESTINATION_RECOVERING" | "DESTINATION_CONCURRENCY" | "DESTINATION_RATE" | "BULK_SLOTS_BUSY" | "SLOTS_BUSY" | "FAIR_TURN" | "AHEAD" | "STORE_REFUSES" | "RUNNING" | "ENDED";
                /** @description The host that the job calls, as `GET /destinations/{host}` has it. Missing for causes that are not about it. */
                destination?: string;
                /** @description The cause in a sentence, with its names and numbers, for people to read. */
                detail: string;
                /** @description The jobs to wait for: some of those that use up the limit, or the job that has the unique key. Missing for other causes. */
                holders?: string[];
                /**
                 * Format: date-time
                 * @description When the cause ends by itself. Missing if nobody can know.
                 */
                until?: string;
            }[];
            /**
             * Format: uuid
             * @description The id of the job.
             */
            jobId: string;
            /** @description Where the job stands. */
            state: components["schemas"]["JobState"];
        };
        /** @description An export, which writes jobs to a file. */
        Export: {
            /** @description The size of the file in bytes so far. */
            bytes: number;
            /**
             * Format: date-time
             * @description When the export was requested.
             */
            createdAt: string;
            /** @description Who requested the export: a user name, or the name of an API key. */
            createdBy: string;
            /**
             * Format: date-time
             * @description When the export ended. Missing before that.
             */
            endedAt?: string;
            /**
             * Format: date-time
             * @description When the file is removed. Missing until the export has ended.
             */
            expiresAt?: string;
            /** @description Why the latest attempt of the export failed. Missing if it has not failed. */
            failure?: components["schemas"]["Failure"];
            /** @description The path of the file. Present once the export has succeeded, until the file is removed. */
            file?: string;
            /** @description The conditions that the exported jobs meet. `filter` has all of them, and the others are there if they say the same. Empty if all jobs are exported. */
            filter: components["schemas"]["JobFilter"];
            /** @description The format of the file. */
            format: components["schemas"]["FileFormat"];
            /**
             * Format: uuid
             * @description The id of the export, and of the job that does it.
             */
            id: string;
            /** @description The number of jobs that the export has looked at so far. */
            read: number;
            /**
             * Format: date-time
             * @description When the first attempt of the export started. Missing before that.
             */
            startedAt?: string;
            /** @description Where the export stands. */
            state: components["schemas"]["BulkState"];
            /** @description Whether somebody asked the export to stop and it has not stopped yet. */
            stopRequested: boolean;
            /** @description The number of jobs to look at. Missing if it is not known: with a filter by the time of submission. */
            total?: number;
            /** @description The number of jobs in the file so far. */
            written: number;
        };
        /** @description A page of exports. */
        ExportPage: {
            /** @description The exports, newest first. */
            items: components["schemas"]["Export"][];
            /** @description The token of the next page. Send it as `pageToken`. Missing on the last page. */
            nextPageToken?: string;
        };
        /** @description Why an attempt failed. */
        Failure: {
            /** @description What went wrong, for people to read. At most 4,096 characters. */
            message: string;
            /** @description The stack trace of the exception, at most 4,096 characters. Only an entry of `attempts` has one, and only if an exception caused the failure. */
            stackTrace?: string;
            /** @description The kind of failure: the class name of an exception, or a word such as `http-status`. */
            type: string;
        };
        /** @description Jobs that failed because of the same cause. A job belongs to the group of its latest failure until it succeeds, is canceled, or is sent again by a person. */
        FailureGroup: {
            /** @description What the jobs of the group have in common. Only the answer for one group has it. */
            common?: {
                /** @description The number of jobs of the group that were compared. */
                failed: number;
                /** @description The traits that stand out, the most telling first. Empty if nothing stands out. At most 5. */
                items: {
                    /** @description Other traits that almost the same jobs have. */
                    also: {
                        /**
                         * @description What it is. `ARG`: a field of the args has this value. `MISSING_ARG`: the args lack a field that other jobs have. `TAG`, `KEY`: the job has this tag or key. `HOST`: it calls this host. `WORKER`, `SERVER`, `VERSION`: this worker, this machine or this version ran its latest attempt. `HOUR`: it was submitted in this hour.
                         * @enum {string}
                         */
                        kind: "ARG" | "MISSING_ARG" | "TAG" | "KEY" | "HOST" | "WORKER" | "SERVER" | "VERSION" | "HOUR";
                        /** @description The field of the args as a JSON Pointer, in which `*` stands for any element of an array. Missing for other kinds. */
                        name?: string;
                        /** @description The value. Missing for `MISSING_ARG`. */
                        value?: string;
                    }[];
                    /** @description How many times more frequent the trait is among the jobs that failed. */
                    lift: number;
                    /** @description The share of the jobs that failed which have the trait. */
                    share: number;
                    /** @description The share of the jobs that succeeded which have the trait. */
                    successShare: number;
                    /** @description The trait that stands out. */
                    trait: {
                        /**
                         * @description What it is. `ARG`: a field of the args has this value. `MISSING_ARG`: the args lack a field that other jobs have. `TAG`, `KEY`: the job has this tag or key. `HOST`: it calls this host. `WORKER`, `SERVER`, `VERSION`: this worker, this machine or this version ran its latest attempt. `HOUR`: it was submitted in this hour.
                         * @enum {string}
                         */
                        kind: "ARG" | "MISSING_ARG" | "TAG" | "KEY" | "HOST" | "WORKER" | "SERVER" | "VERSION" | "HOUR";
                        /** @description The field of the args as a JSON Pointer, in which `*` stands for any element of an array. Missing for other kinds. */
                        name?: string;
                        /** @description The value. Missing for `MISSING_ARG`. */
                        value?: string;
                    };
                }[];
                /** @description The number of jobs that succeeded and were compared. */
                succeeded: number;
            };
            /** @description The number of jobs in the group. */
            count: number;
            /** @description The number of these jobs that are `DEAD`. */
            dead: number;
            /** @description The number of attempts that have failed since the group began. */
            failures: number;
            /** @description The id of the group. It is the same wherever and whenever the cause occurs. */
            fingerprint: string;
            /**
             * Format: date-time
             * @description When the group began.
             */
            firstSeen: string;
            /** @description The method of the task in which it failed, as `package.Class.method`. Missing if no exception shows it. */
            frame?: string;
            /** @description The destination that was called. Missing for other tasks than `http.request`. */
            host?: string;
            /** @description The HTTP status that the destination answered. Missing for other failures. */
            httpStatus?: number;
            /**
             * Format: date-time
             * @description When an attempt failed last.
             */
            lastSeen: string;
            /** @description The message of the failure, with placeholders such as `<id>` and `<n>` where messages differ. */
            message: string;
            /** @description Who muted the group, and until when. Missing if it is not muted. */
            muted?: {
                /** @description Who muted the group: a user name, or the name of an API key. */
                by: string;
                /** @description Why the group is muted. */
                reason: string;
                /**
                 * Format: date-time
                 * @description When it began.
                 */
                since: string;
                /**
                 * Format: date-time
                 * @description When it ends by itself.
                 */
                until: string;
            };
            /** @description The number of attempts that failed in each of the latest 24 hours of the clock, the oldest first and the current hour last. */
            perHour: number[];
            /** @description The queues of these jobs, the one with the most jobs first. At most 20. */
            queues: {
                /** @description The number of jobs. */
                count: number;
                /** @description The queue. */
                queue: components["schemas"]["QueueName"];
            }[];
            /** @description The number of these jobs that are to be tried again, or run again now. */
            retrying: number;
            /**
             * Format: uuid
             * @description The newest job of the group, a `DEAD` one if there is one. Missing if the group has no jobs.
             */
            sampleJob?: string;
            /** @description The task that failed. Missing in the one group that takes the failures of all tasks when there are too many groups. */
            task?: components["schemas"]["TaskName"];
            /** @description The cause in one line, for people to read. */
            title: string;
            /** @description The kind of failure: the class name of an exception, or a word such as `http-status`. `other` stands for the causes of a task for which there was no room. */
            type: string;
        };
        /** @description A page of failure groups. */
        FailureGroupPage: {
            /** @description The groups, in the order that was asked for. */
            items: components["schemas"]["FailureGroup"][];
            /** @description The token of the next page. Send it as `pageToken`. Missing on the last page. */
            nextPageToken?: string;
        };
        /**
         * @description Format of a file, always in UTF-8: `csv` has a header and commas (RFC 4180), `ndjson` has one JSON value on each line.
         * @enum {string}
         */
        FileFormat: "csv" | "ndjson";
        /**
         * @description A filter of jobs. All of its terms must hold, at most 50. A term is a field with one of several values
         *     (`state:dead,retrying`, `queue:billing*`), a comparison (`created>-2h`, `attempts>=3`), or text that stands
         *     anywhere (`timeout`, `"connection reset"`). A hyphen before a term negates it. Fields are `state`, `queue`,
         *     `task`, `tag`, `key`, `host`, `schedule`, `failure`, `id`, `created`, `ended`, `attempts`, `priority`, `error`,
         *     `args`, and `q`.
         */
        FilterText: string;
        /** @description The fingerprint of a failure group. */
        Fingerprint: string;
        /** @description The response to an attempt of `http.request`, which is the field `response` of that attempt. */
        HttpResponse: {
            /** @description The beginning of the response body as text, at most 16 KiB. */
            body: string;
            /** @description The headers of the response: the first 50 at most, 8 KiB in total, and 2,048 characters of each value. */
            headers: {
                [key: string]: string;
            };
            /** @description The HTTP status code of the response. */
            status: number;
            /** @description Whether the response body was longer than `body`. */
            truncated: boolean;
        };
        /** @description An import, which submits one job for each row of a file. */
        Import: {
            /** @description The size of the file in bytes. */
            bytes: number;
            /** @description The number of bytes of the file that have been read. The header of a CSV file counts as read. */
            bytesRead: number;
            /** @description Which field each column becomes, as the request asked. The names of columns are the keys. Missing if the request asked for nothing. */
            columns?: {
                [key: string]: (string | null) | {
                    /** @description Field of the args, or a JSON Pointer to a nested field. */
                    to?: string;
                    /** @description How the cells are read. */
                    type: components["schemas"]["CellType"];
                };
            };
            /**
             * Format: date-time
             * @description When the import was requested.
             */
            createdAt: string;
            /** @description Who requested the import: a user name, or the name of an API key. */
            createdBy: string;
            /**
             * Format: date-time
             * @description When the import ended. Missing before that.
             */
            endedAt?: string;
            /**
             * Format: date-time
             * @description When the file and its rejected rows are removed. Missing until the import has ended.
             */
            expiresAt?: string;
            /** @description Why the latest attempt of the import failed. Missing if it has not failed. */
            failure?: components["schemas"]["Failure"];
            /** @description The format of the file. */
            format: components["schemas"]["FileFormat"];
            /**
             * Format: uuid
             * @description The id of the import, and of the job that does it.
             */
            id: string;
            /** @description The name of the file, as the request gave it. Missing if the request gave none. */
            name?: string;
            /** @description The parts of the file, in order. Different workers can read them at the same time. */
            partitions: {
                /** @description The size of the part in bytes. */
                bytes: number;
                /** @description The number of bytes of the part that have been read. */
                bytesRead: number;
                /** @description The number of the part, starting at 0. */
                index: number;
                /** @description The number of rows of the part that have been read. */
                read: number;
                /** @description The number of rows of the part that have been rejected. */
                rejected: number;
                /**
                 * @description Whether a worker reads the part: `WAITING` before, `RUNNING` during, and `DONE` after.
                 * @enum {string}
                 */
                state: "WAITING" | "RUNNING" | "DONE";
                /** @description The number of jobs that have been submitted for rows of the part. */
                submitted: number;
                /** @description The id of the worker that reads the part. Missing if none does. */
                worker?: string;
            }[];
            /** @description The queue of the jobs that the import submits. */
            queue: components["schemas"]["QueueName"];
            /** @description The number of rows that have been read. */
            read: number;
            /** @description The number of rows that have been rejected. */
            rejected: number;
            /** @description The number of rows in the file. The header of a CSV file and blank lines are not counted. */
            rows: number;
            /** @description The number of rows that all workers of the import read per second together. Missing if it is not known. */
            rowsPerSecond?: number;
            /** @description The estimate of the seconds until all rows are read, at the rate of `rowsPerSecond`. Missing if it is not known. */
            secondsLeft?: number;
            /**
             * Format: date-time
             * @description When the first attempt of the import started. Missing before that.
             */
            startedAt?: string;
            /** @description Where the import stands. */
            state: components["schemas"]["BulkState"];
            /** @description Whether somebody asked the import to stop and it has not stopped yet. */
            stopRequested: boolean;
            /** @description The number of jobs that have been submitted. */
            submitted: number;
            /** @description The task of the jobs that the import submits. */
            task: components["schemas"]["TaskName"];
        };
        /** @description A page of imports. */
        ImportPage: {
            /** @description The imports, newest first. A page can have fewer than `pageSize` if they are large. */
            items: components["schemas"]["Import"][];
            /** @description The token of the next page. Send it as `pageToken`. Missing on the last page. */
            nextPageToken?: string;
        };
        /** @description What the self-audit has found: whether lists, indexes and counts agree with the jobs. */
        Integrity: {
            /**
             * Format: date-time
             * @description When somebody asked for a check that has not begun. Missing if nobody did.
             */
            askedAt?: string;
            /** @description The check that is under way. Missing if there is none. */
            current?: {
                /**
                 * Format: date-time
                 * @description When it began.
                 */
                beganAt: string;
                /**
                 * Format: date-time
                 * @description When it ended. Missing while it is under way.
                 */
                endedAt?: string;
                /** @description The differences by kind. Empty if everything agrees. */
                findings: {
                    /** @description The number of differences. */
                    found: number;
                    /** @description What differed, as in the label `kind` of the metric `nightshift_invariant_repairs_total`. */
                    kind: string;
                    /** @description The number of them that were repaired. */
                    repaired: number;
                    /** @description The first of them: ids of jobs as the store writes them, names, or keys. */
                    samples: string[];
                }[];
                /** @description The number of differences that it has found. */
                found: number;
                /** @description The number of jobs that it has looked at. */
                jobs: number;
                /** @description The number of them that it has repaired. */
                repaired: number;
                /** @description The id of the worker whose server did it. */
                worker: string;
            };
            /** @description Whether this server has the self-audit on. */
            enabled: boolean;
            /** @description The last check that has ended. Missing if there was none. */
            last?: {
                /**
                 * Format: date-time
                 * @description When it began.
                 */
                beganAt: string;
                /**
                 * Format: date-time
                 * @description When it ended. Missing while it is under way.
                 */
                endedAt?: string;
                /** @description The differences by kind. Empty if everything agrees. */
                findings: {
                    /** @description The number of differences. */
                    found: number;
                    /** @description What differed, as in the label `kind` of the metric `nightshift_invariant_repairs_total`. */
                    kind: string;
                    /** @description The number of them that were repaired. */
                    repaired: number;
                    /** @description The first of them: ids of jobs as the store writes them, names, or keys. */
                    samples: string[];
                }[];
                /** @description The number of differences that it has found. */
                found: number;
                /** @description The number of jobs that it has looked at. */
                jobs: number;
                /** @description The number of them that it has repaired. */
                repaired: number;
                /** @description The id of the worker whose server did it. */
                worker: string;
            };
            /**
             * Format: date-time
             * @description The earliest time at which the next check begins by itself. Missing while one is under way, and where the self-audit is off.
             */
            nextAt?: string;
        };
        /** @description A job: one submitted unit of work for a task. */
        Job: {
            /** @description The args of the job, byte for byte as they were submitted. */
            args: unknown;
            /** @description The number of the latest attempt. 0 before the first. */
            attempt: number;
            /** @description The attempts of the job, oldest first. The job keeps 256 KiB of them, and drops the oldest of a longer history. */
            attempts: components["schemas"]["Attempt"][];
            /** @description The number of attempts that count toward `maxAttempts`, including the one that runs. Attempts that were interrupted or lost their worker do not count. A retry by `:retry` sets it to 0, while `attempt` keeps counting. */
            attemptsUsed: number;
            /** @description Whether somebody canceled the job and its running attempt has not stopped yet. */
            cancelRequested: boolean;
            /**
             * Format: date-time
             * @description When the job was submitted.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description The time until which all attempts of the job together must have ended. Missing if it was submitted without.
             */
            deadline?: string;
            /**
             * @description Why a `DEAD` job is not tried again: no attempts are left, its deadline has passed, another attempt would not help, or its workers died too often. Missing in other states.
             * @enum {string}
             */
            deadReason?: "attempts-exhausted" | "deadline" | "not-retryable" | "worker-lost";
            /**
             * Format: date-time
             * @description When the job becomes ready. Present only while it is `SCHEDULED` or `RETRYING`.
             */
            dueAt?: string;
            /** @description Why the latest attempt that failed did so. Missing if no attempt has failed, and once the job has succeeded. */
            failure?: components["schemas"]["Failure"];
            /** @description The failure group of the job, by its fingerprint: `GET /api/v1/failures/{fingerprint}` shows it. Missing unless the latest attempt failed and nobody has sent the job again. */
            failureGroup?: string;
            /**
             * Format: date-time
             * @description When the job came into a final state. Missing before that.
             */
            finishedAt?: string;
            /**
             * Format: uuid
             * @description The id of the job, a UUIDv7. It is the same on every attempt.
             */
            id: string;
            /** @description What the job belongs to within its queue, such as a customer or a device. Missing if it was submitted without. */
            key?: string;
            /** @description The highest number of attempts, including the first. */
            maxAttempts: number;
            /** @description The priority of the job in its queue, from 1 (runs first) to 9 (runs last). */
            priority: number;
            /** @description The queue that the job waits in. */
            queue: components["schemas"]["QueueName"];
            /** @description What the task returned, byte for byte. Missing if it returned nothing or the job has not succeeded. */
            result?: unknown;
            /** @description How long the job waits after a failed attempt. */
            retry: {
                /** @description The factor by which the wait grows with each failure, from 1 to 100. */
                factor: number;
                /** @description The wait after the first failure. */
                initial: components["schemas"]["Duration"];
                /** @description The share of the wait that is random, from 0 (none) to 1 (all of it). */
                jitter: number;
                /** @description The longest wait. */
                max: components["schemas"]["Duration"];
            };
            /** @description The name of the schedule that submitted the job. Missing for other jobs. */
            schedule?: string;
            /**
             * Format: date-time
             * @description The time until which the job must have been started for the first time. Missing if it was submitted without.
             */
            startBy?: string;
            /**
             * Format: date-time
             * @description When the latest attempt started. Missing before the first attempt.
             */
            startedAt?: string;
            /** @description Where the job stands. */
            state: components["schemas"]["JobState"];
            /** @description The labels of the job, for lists and searches. */
            tags: string[];
            /** @description The task that the job is for. */
            task: components["schemas"]["TaskName"];
            /** @description The longest time that one attempt can take. Missing if the timeout of the task applies. */
            timeout?: components["schemas"]["Duration"];
            /** @description The id of the trace in which the job was submitted. Missing if there was none. */
            traceId?: string;
            /** @description The unique key of the job, which no other live job has. Missing if it was submitted without. */
            uniqueKey?: string;
        };
        /** @description The data of the event `job`: a job changed its state, or somebody asked a running job to stop. */
        JobEvent: {
            /**
             * Format: uuid
             * @description The id of the job.
             */
            id: string;
            /** @description The queue of the job. */
            queue: components["schemas"]["QueueName"];
            /** @description The state of the job after the change. */
            state: components["schemas"]["JobState"];
            /** @description The task of the job. */
            task: components["schemas"]["TaskName"];
        };
        /** @description How many jobs meet a filter, and in which states, queues, and tasks they are. */
        JobFacets: {
            /** @description Whether all jobs were counted. `false` if the time ran out, so that there may be more of everything. */
            complete: boolean;
            /** @description The jobs by their queue, in the order of the names. */
            queues: {
                /** @description The number of jobs. */
                count: number;
                /** @description The queue. */
                queue: components["schemas"]["QueueName"];
            }[];
            /** @description The ids of the newest of the jobs. */
            sample: string[];
            /** @description The jobs by their state. */
            states: {
                /** @description The number of jobs. */
                count: number;
                /** @description The state. */
                state: components["schemas"]["JobState"];
            }[];
            /** @description The most frequent tags of the newest 50,000 of the jobs, or of about as many. */
            tags: {
                /** @description The number of jobs. */
                count: number;
                /** @description The tag. */
                tag: string;
            }[];
            /** @description The jobs by their task, in the order of the names. */
            tasks: {
                /** @description The number of jobs. */
                count: number;
                /** @description The task. */
                task: components["schemas"]["TaskName"];
            }[];
            /** @description The number of jobs. */
            total: number;
        };
        /** @description Conditions for jobs. A job must meet all of them, as in `GET /api/v1/jobs`. */
        JobFilter: {
            /** @description The job was submitted at or after this time. */
            createdAfter?: components["schemas"]["Time"];
            /** @description The job was submitted before this time. */
            createdBefore?: components["schemas"]["Time"];
            /** @description The job meets this filter. */
            filter?: components["schemas"]["FilterText"];
            /** @description The id, a tag, or the failure of the job matches this text, as the parameter `q` of `GET /api/v1/jobs` describes. */
            q?: components["schemas"]["SearchText"];
            /** @description The job is in this queue. */
            queue?: components["schemas"]["QueueName"];
            /** @description The job is in one of these states. */
            state?: components["schemas"]["JobState"][];
            /** @description The job has exactly this tag. */
            tag?: components["schemas"]["Tag"];
            /** @description The job is for this task. */
            task?: components["schemas"]["TaskName"];
        };
        /** @description A page of jobs. */
        JobPage: {
            /** @description The jobs, newest first. */
            items: components["schemas"]["JobSummary"][];
            /** @description The token of the next page. Send it as `pageToken`. Missing on the last page. */
            nextPageToken?: string;
            /**
             * Format: date-time
             * @description The time that the search has reached. Present only if it stopped before the page was full: jobs submitted before this time have not been looked at yet.
             */
            searchedBack?: string;
        };
        /** @description What to change in a job that waits. Fields that are missing stay as they are. Values are as in `NewJob`. */
        JobPatch: {
            /** @description The new args of the job, which must fit the schema of the task. `null` cannot be sent. */
            args?: unknown;
            /** @description The new time at which the job becomes ready, counted from now. `null` stands for now. */
            delay?: components["schemas"]["Duration"] | null;
            /** @description The new priority, from 1 (runs first) to 9 (runs last). `null` stands for 5. */
            priority?: number | null;
            /** @description The new time at which the job becomes ready. `null` stands for now. */
            runAt?: components["schemas"]["Time"] | null;
            /** @description The new labels of the job, which replace all others. `null` removes them. */
            tags?: components["schemas"]["Tag"][] | null;
        };
        /**
         * @description Where a job stands. `SCHEDULED`: it waits for its time. `READY`: it waits for a worker. `BLOCKED`: it waits for another job to end. `RUNNING`: a worker runs it. `RETRYING`: an attempt failed, and it waits for the next one. `SUCCEEDED`: it is done. `DEAD`: it has failed for good. `CANCELLED`: it was canceled. `EXPIRED`: it was not started in time. The last four are final.
         * @enum {string}
         */
        JobState: "SCHEDULED" | "READY" | "BLOCKED" | "RUNNING" | "RETRYING" | "SUCCEEDED" | "DEAD" | "CANCELLED" | "EXPIRED";
        /** @description A job in a list. `GET /api/v1/jobs/{id}` answers with all its fields. */
        JobSummary: {
            /** @description The number of the latest attempt. 0 before the first. */
            attempt: number;
            /** @description The number of attempts that count toward `maxAttempts`, including the one that runs. Attempts that were interrupted or lost their worker do not count. A retry by `:retry` sets it to 0, while `attempt` keeps counting. */
            attemptsUsed: number;
            /**
             * Format: date-time
             * @description When the job was submitted.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description The time until which all attempts of the job together must have ended. Missing if it was submitted without.
             */
            deadline?: string;
            /**
             * @description Why a `DEAD` job is not tried again: no attempts are left, its deadline has passed, another attempt would not help, or its workers died too often. Missing in other states.
             * @enum {string}
             */
            deadReason?: "attempts-exhausted" | "deadline" | "not-retryable" | "worker-lost";
            /**
             * Format: date-time
             * @description When the job becomes ready. Present only while it is `SCHEDULED` or `RETRYING`.
             */
            dueAt?: string;
            /** @description Why the latest attempt that failed did so. Missing if no attempt has failed, and once the job has succeeded. */
            failure?: components["schemas"]["Failure"];
            /** @description The failure group of the job, by its fingerprint: `GET /api/v1/failures/{fingerprint}` shows it. Missing unless the latest attempt failed and nobody has sent the job again. */
            failureGroup?: string;
            /**
             * Format: date-time
             * @description When the job came into a final state. Missing before that.
             */
            finishedAt?: string;
            /**
             * Format: uuid
             * @description The id of the job, a UUIDv7. It is the same on every attempt.
             */
            id: string;
            /** @description What the job belongs to within its queue, such as a customer or a device. Missing if it was submitted without. */
            key?: string;
            /** @description The highest number of attempts, including the first. */
            maxAttempts: number;
            /** @description The priority of the job in its queue, from 1 (runs first) to 9 (runs last). */
            priority: number;
            /** @description The queue that the job waits in. */
            queue: components["schemas"]["QueueName"];
            /** @description The name of the schedule that submitted the job. Missing for other jobs. */
            schedule?: string;
            /**
             * Format: date-time
             * @description The time until which the job must have been started for the first time. Missing if it was submitted without.
             */
            startBy?: string;
            /**
             * Format: date-time
             * @description When the latest attempt started. Missing before the first attempt.
             */
            startedAt?: string;
            /** @description Where the job stands. */
            state: components["schemas"]["JobState"];
            /** @description The labels of the job, for lists and searches. */
            tags: string[];
            /** @description The task that the job is for. */
            task: components["schemas"]["TaskName"];
            /** @description The unique key of the job, which no other live job has. Missing if it was submitted without. */
            uniqueKey?: string;
        };
        /** @description A run that was asked for. */
        ManualRun: {
            /**
             * Format: uuid
             * @description The job of the run.
             */
            job: string;
        };
        /** @description Why a failure group is muted, and for how long. */
        MuteFailureGroup: {
            /** @description Why the group is muted, for others to read. No control characters. */
            reason: string;
            /** @description When it ends by itself. In the future and at most 365 days from now. */
            until: components["schemas"]["Time"];
        };
        /** @description A job to submit. Only `task` is required. A whole number can be written as 5, 5.0, or 5e0. */
        NewJob: {
            /**
             * @description The input of the task: any JSON but null that fits the JSON Schema of the task. At most 256 KiB, and nested at most 200 levels deep. Answers have it byte for byte as it was sent.
             * @default {}
             */
            args?: Record<string, unknown> | unknown[] | string | number | boolean;
            /**
             * @description The time until which all attempts together must have ended: a `Time`, or a `Duration` that counts from the submit, at most `P3650D`. At that time, the job becomes `DEAD`. The time must not be before the job may start.
             * @example PT6H
             * @example 2026-11-24T14:02:11Z
             */
            deadline?: string;
            /**
             * @description The time that must pass before the job starts, at most `P3650D`. Send `runAt` or `delay`, not both. By default, the job starts as soon as a worker is free.
             * @example PT10M
             */
            delay?: components["schemas"]["Duration"];
            /** @description What the job belongs to within its queue, such as a customer or a device: 1 to 100 bytes of UTF-8 without control characters. Limits and fair turns of the queue go by it. */
            key?: string;
            /**
             * @description The highest number of attempts, including the first.
             * @default 10
             */
            maxAttempts?: number;
            /**
             * @description What happens if a live job has the unique key. `REFUSE` answers 409 with the id of that job. `RETURN` answers 200 with that job. `REPLACE` and `AFTER` make that job the new one if it waits, and answer 200 with it. If it runs, `REPLACE` answers 409, and `AFTER` queues one more run behind it, which is `BLOCKED` until then; the latest args win.
             * @default REFUSE
             * @enum {string}
             */
            onConflict?: "REFUSE" | "RETURN" | "REPLACE" | "AFTER";
            /**
             * @description The priority of the job in its queue, from 1 (runs first) to 9 (runs last).
             * @default 5
             */
            priority?: number;
            /**
             * @description The queue that the job waits in. A queue that does not exist is created.
             * @default default
             */
            queue?: components["schemas"]["QueueName"];
            /** @description How long the job waits after a failed attempt. */
            retry?: components["schemas"]["RetryPolicy"];
            /**
             * Format: date-time
             * @description The earliest time at which the job starts, at most 3,650 days ahead. A time in the past means now. Send `runAt` or `delay`, not both.
             */
            runAt?: string;
            /**
             * @description The time until which the job must have been started for the first time: a `Time`, or a `Duration` that counts from the submit, at most `P3650D`. Otherwise the job becomes `EXPIRED`. The time must not be before the job may start.
             * @example PT1H
             * @example 2026-11-24T14:02:11Z
             */
            startBy?: string;
            /** @description Labels for lists and searches, at most 20. */
            tags?: components["schemas"]["Tag"][];
            /** @description The task that runs the job: one of those that `GET /api/v1/tasks` lists. */
            task: components["schemas"]["TaskName"];
            /** @description The longest time that one attempt can take, from `PT0.001S` to `PT24H`. By default, the timeout of the task. */
            timeout?: components["schemas"]["Duration"];
            /** @description A key that at most one live job has, over all queues and tasks: 1 to 200 bytes of UTF-8 without control characters. The job has it until it comes into a final state. */
            uniqueKey?: string;
        };
        /** @description An operation to start. It needs a `filter`, a `failure`, or both. */
        NewOperation: {
            /** @description What to do to each job. */
            action: components["schemas"]["OperationAction"];
            /** @description A trial: the operation tries the first jobs, waits until all of them have ended, and continues only if enough of them have succeeded. Only for `retry`. */
            canary?: {
                /** @description The number of jobs to try first. */
                first: number;
                /**
                 * @description The operation stops if a greater share of these jobs fails. By default, one failure is enough.
                 * @default 0
                 */
                stopAtFailureRatio?: number;
                /**
                 * @description How long to wait for the end of these jobs, from `PT1S` to `PT24H`. Then, jobs that wait for a retry count as failed, and the operation stops if others have not ended.
                 * @default PT10M
                 */
                waitAtMost?: components["schemas"]["Duration"];
            };
            /** @description The fingerprint of a failure group. The operation is then for jobs of that group, which also meet the filter if there is one. */
            failure?: string;
            /** @description The conditions that a job must meet, as an object or as the text of a filter. At least one is needed: an operation never means all jobs by accident. */
            filter?: components["schemas"]["JobFilter"] | components["schemas"]["FilterText"];
            /** @description The new priority, from 1 (runs first) to 9 (runs last). Needed for `reprioritize`, and refused for other actions. */
            priority?: number;
            /** @description The queue to which the jobs go. Needed for `move`, and refused for other actions. */
            queue?: components["schemas"]["QueueName"];
            /** @description The highest number of jobs a second. By default, the operation is as fast as it can be. */
            ratePerSecond?: number;
            /** @description The operation stops when a greater share of the jobs that it has sent again fails. It looks once a second at the latest 500 of them, and decides once 20 have ended. Only for `retry`. */
            stopAtFailureRatio?: number;
            /**
             * @description If true, nothing changes, and the answer says what the operation would do.
             * @default false
             */
            validateOnly?: boolean;
        };
        /** @description The rule of a schedule: when it runs, and the job of each run. Needs `task`, and either `cron` or `every`. */
        NewSchedule: {
            /**
             * @description The args of the jobs, as for a job.
             * @default {}
             */
            args?: Record<string, unknown> | unknown[] | string | number | boolean;
            /**
             * @description What happens to runs that no server fired within a minute: they are left out, the newest is fired, or all are fired.
             * @default SKIP
             * @enum {string}
             */
            catchup?: "SKIP" | "ONCE" | "ALL";
            /**
             * @description The age from which missed runs are left out in any case, up to `P366D`.
             * @default P1D
             */
            catchupWindow?: components["schemas"]["Duration"];
            /** @description Five fields (minute, hour, day of month, month, day of week), six with the seconds in front, or one of `@hourly @daily @midnight @weekly @monthly @yearly @annually`. */
            cron?: string;
            /** @description The time after which the schedule does not run. Later than `startAt`. */
            endAt?: components["schemas"]["Time"];
            /** @description The time between two runs, from `PT1S` to `P366D`. */
            every?: components["schemas"]["Duration"];
            /**
             * @description The most that a run is put off, up to `P1D`, and never past the next run. The share depends on the name of the schedule and the time of the run.
             * @default PT0S
             */
            jitter?: components["schemas"]["Duration"];
            /** @description What the jobs belong to within their queue, as for a job. */
            key?: string;
            /**
             * @description The highest number of attempts of each job, including the first.
             * @default 10
             */
            maxAttempts?: number;
            /**
             * @description How long after the beginning of each step of `every` to run; less than `every`. Steps count from 1970-01-01T00:00:00Z.
             * @default PT0S
             */
            offset?: components["schemas"]["Duration"];
            /**
             * @description What happens to a run while an earlier job of the schedule has not ended: it is left out, waits for that, is fired all the same, or cancels the earlier job.
             * @default SKIP
             * @enum {string}
             */
            overlap?: "SKIP" | "BUFFER_ONE" | "ALLOW" | "CANCEL_OTHER";
            /**
             * @description Whether the schedule pauses itself when a job of it is `DEAD`.
             * @default false
             */
            pauseOnFailure?: boolean;
            /**
             * @description The priority of the jobs, from 1 (runs first) to 9 (runs last).
             * @default 5
             */
            priority?: number;
            /**
             * @description The queue of the jobs.
             * @default default
             */
            queue?: components["schemas"]["QueueName"];
            /** @description How long a job waits after a failed attempt. */
            retry?: components["schemas"]["RetryPolicy"];
            /** @description The time before which the schedule does not run. */
            startAt?: components["schemas"]["Time"];
            /** @description Labels of the jobs, at most 20. */
            tags?: components["schemas"]["Tag"][];
            /** @description The task of the jobs. */
            task: components["schemas"]["TaskName"];
            /** @description The longest time that one attempt can take. */
            timeout?: components["schemas"]["Duration"];
            /**
             * @description The time zone of `cron`, by its name in the IANA database.
             * @default UTC
             * @example Europe/Berlin
             */
            timeZone?: string;
        } & (unknown | unknown);
        /** @description A service level objective. Figures that are not known are missing. */
        Objective: {
            /** @description The speed at which the last hour used the error budget. 1 uses exactly all of it within the window. */
            burnRate?: number;
            /** @description The share of the error budget that is left: 1 if nothing is used, 0 if all is used, and below 0 if it is overspent. */
            errorBudgetRemaining?: number;
            /** @description The number of events that the figures are based on. */
            events?: number;
            /**
             * @description The name of the objective.
             * @example job-success
             */
            name: string;
            /**
             * @description The share of events that must be good, from 0 to 1.
             * @example 0.99
             */
            objective: number;
            /** @description The queue that the objective concerns. Missing if it concerns the whole installation. */
            queue?: string;
            /**
             * @description The time that the figures cover.
             * @example P30D
             */
            window: components["schemas"]["Duration"];
        };
        /** @description How much error budget the service level objectives have left. */
        Objectives: {
            /** @description The objectives, those with the least error budget first. */
            items: components["schemas"]["Objective"][];
            /** @description Where the figures come from, and whether they are current. */
            source: {
                /**
                 * Format: date-time
                 * @description When Prometheus gave these figures. Missing if there are none.
                 */
                asOf?: string;
                /** @description What is wrong, or which setting is missing. Missing if the state is `OK`. */
                detail?: string;
                /**
                 * @description Whether Prometheus answered. `NOT_CONFIGURED` means that `nightshift.prometheus.url` is not set. While Prometheus is `UNAVAILABLE`, its last figures are shown for 10 minutes.
                 * @enum {string}
                 */
                state: "OK" | "NOT_CONFIGURED" | "UNAVAILABLE";
            };
        };
        /** @description For how long a breaker is open. */
        OpenBreaker: {
            /** @description The time until a job calls the destination to find out whether it works, from `PT1S` to `P30D`. If it is missing, the breaker stays open until somebody closes it. */
            for?: components["schemas"]["Duration"];
        };
        /** @description An operation, which does one action to many jobs. */
        Operation: {
            /** @description What the operation does to each job. */
            action: components["schemas"]["OperationAction"];
            /** @description The trial that the operation begins with. Missing if the request has none. */
            canary?: {
                /** @description The number of these that are dead or expired again. When `waitAtMost` is over, those that wait for a retry count too. */
                failed: number;
                /** @description The number of jobs to try first. */
                first: number;
                /** @description The failed share of those that have succeeded or failed. 0 if there is none. */
                ratio: number;
                /** @description The number of these that have failed since and are tried again later. */
                retrying: number;
                /** @description The operation stops if a greater share of these jobs fails. */
                stopAtFailureRatio: number;
                /** @description The number of these that have succeeded. */
                succeeded: number;
                /** @description The number of jobs that were tried. */
                tried: number;
                /** @description How long the operation waits for the end of these jobs. */
                waitAtMost: components["schemas"]["Duration"];
            };
            /** @description Whether somebody canceled the operation and it has not stopped yet. */
            cancelRequested: boolean;
            /**
             * Format: date-time
             * @description When the operation was requested.
             */
            createdAt: string;
            /** @description Who requested the operation: a user name, or the name of an API key. */
            createdBy: string;
            /** @description The number of jobs to which the action is done. */
            done: number;
            /**
             * Format: date-time
             * @description When the operation ended. Missing before that.
             */
            endedAt?: string;
            /** @description The number of jobs that could not be read, for example because a later version of Nightshift wrote them. */
            failed: number;
            /** @description Why the latest attempt of the operation failed. Missing if it has not failed. */
            failure?: components["schemas"]["Failure"];
            /** @description The conditions that the jobs of the operation meet. */
            filter: components["schemas"]["JobFilter"];
            /**
             * Format: uuid
             * @description The id of the operation, and of the job that does it.
             */
            id: string;
            /** @description The number of jobs that the operation has looked at so far. */
            looked: number;
            /**
             * @description What the operation does at the moment: it tries the action on the first jobs, waits for the end of these, works on all other jobs, or has ended.
             * @enum {string}
             */
            phase: "canary" | "waiting" | "running" | "ended";
            /** @description The new priority. Present only for `reprioritize`. */
            priority?: number;
            /** @description The queue to which the jobs go. Present only for `move`. */
            queue?: components["schemas"]["QueueName"];
            /** @description The highest number of jobs a second. Missing if the operation is as fast as it can be. */
            ratePerSecond?: number;
            /** @description The other jobs that fit the filter, by the reason why they are as they were. */
            skipped: {
                /** @description The number of these jobs. */
                count: number;
                /**
                 * @description Why. `state`: the action does not apply in their state. `running`: they run, and the action is only for jobs that do not. `unchanged`: they are already as the action would make them. `unique-key-held`: another live job has their unique key. `internal`: they are jobs of Nightshift itself. `changed`: they changed between the moment when they were found and the moment when it was their turn. `gone`: they were removed in that time.
                 * @enum {string}
                 */
                reason: "state" | "running" | "unchanged" | "unique-key-held" | "internal" | "changed" | "gone";
                /** @description The ids of the first of these jobs, at most 5. */
                sample: string[];
            }[];
            /**
             * Format: date-time
             * @description When the first attempt of the operation started. Missing before that.
             */
            startedAt?: string;
            /**
             * @description Where the operation stands. `STOPPED`: it stopped by itself, and `stoppedBy` says why. `CANCELLED`: somebody canceled it.
             * @enum {string}
             */
            state: "READY" | "RUNNING" | "RETRYING" | "SUCCEEDED" | "STOPPED" | "CANCELLED" | "DEAD";
            /** @description The operation stops when a greater share of the jobs that it has sent again has failed. Missing if the operation does not watch that. */
            stopAtFailureRatio?: number;
            /**
             * @description Why the operation stopped by itself. `canary-failed`: too many of the jobs that it tried first have failed. `canary-inconclusive`: some of them had not ended in time, or none of them ran. `failure-ratio`: too many of the jobs that it sent again have failed. Missing otherwise.
             * @enum {string}
             */
            stoppedBy?: "canary-failed" | "canary-inconclusive" | "failure-ratio";
            /** @description The highest number of jobs that the operation has to look at. Some of them may be gone by then. */
            total: number;
        };
        /**
         * @description What an operation does to each job: `retry` sends it again, `cancel` cancels it, `delete` removes it, `reprioritize` gives it another priority, and `move` puts it into another queue.
         * @enum {string}
         */
        OperationAction: "retry" | "cancel" | "delete" | "reprioritize" | "move";
        /** @description An operation has made progress, or came into another state. `GET /api/v1/operations/{id}` answers with what it has done. */
        OperationEvent: {
            /**
             * Format: uuid
             * @description The id of the operation.
             */
            id: string;
        };
        /** @description A page of operations. */
        OperationPage: {
            /** @description The operations, newest first. */
            items: components["schemas"]["Operation"][];
            /** @description The token of the next page. Send it as `pageToken`. Missing on the last page. */
            nextPageToken?: string;
        };
        /** @description What an operation would do. Nothing was changed. */
        OperationPreview: {
            /** @description What the operation would do to each job. */
            action: components["schemas"]["OperationAction"];
            /** @description The number of these to which the action applies. If some were only counted, it is a bound: reasons such as a unique key that is held are only known for jobs that were looked at. */
            applies: number;
            /** @description The jobs that fit, by their queue. */
            byQueue: {
                /** @description The number of jobs. */
                count: number;
                /** @description The queue. */
                queue: components["schemas"]["QueueName"];
            }[];
            /** @description The jobs that fit, by their state. */
            byState: {
                /** @description The number of jobs. */
                count: number;
                /** @description The state. */
                state: components["schemas"]["JobState"];
            }[];
            /** @description Whether all jobs that fit were counted. `false` if the time ran out, so that there may be more of everything. */
            complete: boolean;
            /** @description The number of jobs that were looked at and could not be read. */
            failed: number;
            /** @description The conditions that the jobs of the operation meet. */
            filter: components["schemas"]["JobFilter"];
            /** @description The number of jobs that fit and were looked at one by one. More than about 10,000 are only counted. */
            looked: number;
            /** @description The number of jobs that fit the filter. */
            matched: number;
            /** @description The first jobs that fit, at most 5. */
            sample: {
                /**
                 * Format: date-time
                 * @description When the job was submitted.
                 */
                createdAt: string;
                /** @description Why the latest attempt that failed did so. Missing if no attempt has failed. */
                failure?: components["schemas"]["Failure"];
                /**
                 * Format: uuid
                 * @description The id of the job.
                 */
                id: string;
                /** @description The queue that the job waits in. */
                queue: components["schemas"]["QueueName"];
                /** @description Where the job stands. */
                state: components["schemas"]["JobState"];
                /** @description The task that the job is for. */
                task: components["schemas"]["TaskName"];
            }[];
            /** @description The jobs that fit and that the action would leave as they are, by the reason for that. */
            skipped: {
                /** @description The number of these jobs. */
                count: number;
                /**
                 * @description Why. `state`: the action does not apply in their state. `running`: they run, and the action is only for jobs that do not. `unchanged`: they are already as the action would make them. `unique-key-held`: another live job has their unique key. `internal`: they are jobs of Nightshift itself. `changed`: they changed between the moment when they were found and the moment when it was their turn. `gone`: they were removed in that time.
                 * @enum {string}
                 */
                reason: "state" | "running" | "unchanged" | "unique-key-held" | "internal" | "changed" | "gone";
                /** @description The ids of the first of these jobs, at most 5. */
                sample: string[];
            }[];
        };
        /** @description What became of a run of a schedule. */
        PastRun: {
            /**
             * Format: date-time
             * @description When the run was fired, or left out.
             */
            at: string;
            /**
             * Format: date-time
             * @description When the run was to be fired.
             */
            dueAt: string;
            /**
             * Format: uuid
             * @description The job of the run. Missing if the run was left out.
             */
            job?: string;
            /**
             * @description What became of the run. `PLANNED`: it was fired in time. `CAUGHT_UP`: it was missed, and fired later. `BUFFERED`: it waited for the end of an earlier job. `MANUAL`: somebody asked for it, outside the plan. `SKIPPED_OVERLAP`: it was left out because an earlier job had not ended. `SKIPPED_LATE`: it was missed, and left out.
             * @enum {string}
             */
            kind: "PLANNED" | "CAUGHT_UP" | "BUFFERED" | "MANUAL" | "SKIPPED_OVERLAP" | "SKIPPED_LATE";
            /** @description How long after `dueAt` the run was fired, or left out. */
            lateness: components["schemas"]["Duration"];
            /**
             * Format: date-time
             * @description The time by the rule of the schedule. Of several runs that were left out together, that of the first.
             */
            plannedAt: string;
            /** @description The number of runs that this entry stands for. */
            runs: number;
        };
        /** @description Why a request was refused, as a problem of RFC 9457. */
        Problem: {
            /** @description What is wrong and what to do about it, for people to read. */
            detail: string;
            /** @description The parts of the request that are wrong, at most 50. Missing if no part of the request is at fault. */
            errors?: {
                /** @description What is wrong there. Read it after the name: `/priority` `must be from 1 to 9`. */
                detail: string;
                /** @description Where the fault is: a JSON Pointer into the body, `?name` for a query parameter, `body:line 3` for a line of a file, or the name of a header. */
                pointer: string;
            }[];
            /**
             * Format: uuid
             * @description The id of the live job that has the unique key, if that is the reason for the refusal.
             */
            jobId?: string;
            /** @description The current state of the job, import, or export, if that state is the reason for the refusal. */
            state?: components["schemas"]["JobState"] | components["schemas"]["BulkState"];
            /** @description The HTTP status code of the answer. In a `BatchLine`, the status that a submit of that job alone would get. */
            status: number;
            /** @description The name of the status. */
            title: string;
            /**
             * Format: uri
             * @description The kind of problem. It is always `about:blank`: the status says which kind it is.
             */
            type: string;
        };
        /** @description What is left of a job that retention removed before its request was repeated. */
        PurgedJob: {
            /**
             * Format: uuid
             * @description The id that the job had.
             */
            id: string;
            /** @description The queue of the job. */
            queue: components["schemas"]["QueueName"];
            /** @description The task of the job. */
            task: components["schemas"]["TaskName"];
        };
        /** @description What a purge of a queue has removed. */
        PurgedQueue: {
            /** @description The number of jobs that waited and were removed. */
            purged: number;
        };
        /** @description A queue: a named line of jobs that can be paused, and its settings. */
        Queue: {
            /** @description The highest number of jobs that run at the same time, on all servers together. Missing if there is no limit. */
            concurrency?: number;
            /** @description The number of jobs of the queue in each state. */
            counts: {
                /** @description Number of jobs that are `BLOCKED`. */
                BLOCKED: number;
                /** @description Number of jobs that are `CANCELLED`. */
                CANCELLED: number;
                /** @description Number of jobs that are `DEAD`. */
                DEAD: number;
                /** @description Number of jobs that are `EXPIRED`. */
                EXPIRED: number;
                /** @description Number of jobs that are `READY`. */
                READY: number;
                /** @description Number of jobs that are `RETRYING`. */
                RETRYING: number;
                /** @description Number of jobs that are `RUNNING`. */
                RUNNING: number;
                /** @description Number of jobs that are `SCHEDULED`. */
                SCHEDULED: number;
                /** @description Number of jobs that are `SUCCEEDED`. */
                SUCCEEDED: number;
            };
            /** @description What the queue is for. Missing if nobody has said it. */
            description?: string;
            /** @description Whether the job keys of the queue take turns. Missing if nobody has set it. */
            fair?: boolean;
            /** @description The name of the queue. */
            name: components["schemas"]["QueueName"];
            /** @description How long the oldest ready job has waited since it became ready or its queue was resumed, whichever was later. Missing if no job is ready. */
            oldestReadyAge?: components["schemas"]["Duration"];
            /** @description Who answers for the queue. Missing if nobody has said it. */
            owner?: string;
            /** @description Whether the queue is paused. Workers start no jobs from a paused queue. */
            paused: boolean;
            /**
             * Format: date-time
             * @description When the queue was paused. Missing if it is not paused.
             */
            pausedAt?: string;
            /** @description Who paused the queue: a user name, or the name of an API key. Missing if it is not paused. */
            pausedBy?: string;
            /** @description The limits of each job key. Missing if keys have no limits. */
            perKey?: {
                /** @description The highest number of jobs of a key that run at the same time. Missing if there is no limit. */
                concurrency?: number;
                /** @description How fast jobs of a key start at most. Missing if there is no limit. */
                rateLimit?: {
                    /** @description The time that the permits are for. */
                    per: components["schemas"]["Duration"];
                    /** @description The number of jobs that can start in that time. */
                    permits: number;
                };
            };
            /** @description How fast jobs start at most, on all servers together. Missing if there is no limit. */
            rateLimit?: {
                /** @description The time that the permits are for. */
                per: components["schemas"]["Duration"];
                /** @description The number of jobs that can start in that time. */
                permits: number;
            };
            /** @description How fast jobs enter and leave the queue. */
            rates: {
                /** @description The number of jobs per second that came into a final state. */
                ended: number;
                /** @description The number of jobs per second that were submitted. */
                submitted: number;
            };
            /** @description How long finished jobs of the queue are kept, by their final state. A state that is missing follows the settings of the installation. Missing if the queue has no rules of its own. */
            retention?: {
                [key: string]: {
                    /** @description The age at which a job is removed, counted from its end. Missing if the installation's setting is used. */
                    age?: components["schemas"]["Duration"];
                    /** @description The highest number of jobs that are kept; those that were submitted first are removed first. Missing if the installation's setting is used. */
                    count?: number;
                };
            };
            /** @description Where each setting comes from, by its JSON Pointer. Missing if the queue has no settings. */
            sources?: {
                [key: string]: "FILE" | "API";
            };
            /** @description The number of turns that a job key takes for each turn of others, by key. Missing if all keys have the same. */
            weights?: {
                [key: string]: number;
            };
        };
        /** @description The data of the event `queue`: a queue was paused or resumed. */
        QueueEvent: {
            /** @description The name of the queue. */
            name: components["schemas"]["QueueName"];
            /** @description Whether the queue is paused now. */
            paused: boolean;
        };
        /** @description All queues. */
        QueueList: {
            /** @description The queues, in the order of their names. */
            items: components["schemas"]["Queue"][];
        };
        /** @description The name of a queue, 1 to 100 characters. The first is a letter or a digit. */
        QueueName: string;
        /** @description Settings of a queue. Settings that are missing stay as they are, and `null` removes one. */
        QueueSettings: {
            /** @description The highest number of jobs that run at the same time, on all servers together. */
            concurrency?: number | null;
            /** @description What the queue is for. */
            description?: string | null;
            /** @description Whether the job keys of the queue take turns. */
            fair?: boolean | null;
            /** @description Who answers for the queue. */
            owner?: string | null;
            /** @description The limits of each job key. */
            perKey?: {
                /** @description The highest number of jobs of a key that run at the same time. */
                concurrency?: number | null;
                /** @description How fast jobs of a key start at most. */
                rateLimit?: components["schemas"]["RateLimit"];
            } | null;
            /** @description How fast jobs start at most, on all servers together. */
            rateLimit?: components["schemas"]["RateLimit"];
            /** @description How long finished jobs are kept, by their final state. The installation's setting is used for a value that is not set. At most 500 queues can have rules of their own. */
            retention?: {
                /** @description How long canceled jobs are kept. */
                CANCELLED?: components["schemas"]["StateRetention"];
                /** @description How long dead jobs are kept. */
                DEAD?: components["schemas"]["StateRetention"];
                /** @description How long expired jobs are kept. */
                EXPIRED?: components["schemas"]["StateRetention"];
                /** @description How long succeeded jobs are kept. */
                SUCCEEDED?: components["schemas"]["StateRetention"];
            } | null;
            /** @description The number of turns that a job key takes for each turn of others, by key. At most 100 keys can have one. */
            weights?: {
                [key: string]: number | null;
            } | null;
        };
        /** @description How fast jobs start at most. Both values are needed. */
        RateLimit: {
            /** @description The time that the permits are for, from `PT1S` to `P1D`. */
            per?: components["schemas"]["Duration"] | null;
            /** @description The number of jobs that can start in that time. */
            permits?: number | null;
        } | null;
        /** @description A row of a file for which no job was submitted. */
        RejectedRow: {
            /** @description The first column that is wrong: its header for CSV, a JSON Pointer for NDJSON. Missing if the row as a whole is wrong. */
            column?: string;
            /** @description The line of the file in which the row begins, starting at 1. */
            line: number;
            /** @description Why the row was rejected. Read it after the name of the column. */
            reason: string;
            /** @description The row: its cells for CSV, its text for NDJSON. If `rowCut` is true, a string with the beginning of its JSON text. */
            row: string[] | string;
            /** @description True if the row of a dry run has more than 4,096 characters, so that `row` has only the beginning of its text. Otherwise missing. */
            rowCut?: boolean;
        };
        /** @description A page of rejected rows. */
        RejectedRowPage: {
            /** @description The rows, in the order of the file. A page ends early after about 1 MiB of rows. */
            items: components["schemas"]["RejectedRow"][];
            /** @description The token of the next page. Send it as `pageToken`. Missing on the last page. */
            nextPageToken?: string;
        };
        /** @description The data of the event `reset`, which is empty: events may be missing, so load your data again. */
        ResetEvent: Record<string, unknown>;
        /** @description How long a job waits after a failed attempt: initial × factor^(failures − 1), at most max. The share jitter of this time is random. */
        RetryPolicy: {
            /**
             * @description The factor by which the wait grows with each failure.
             * @default 3
             */
            factor?: number;
            /**
             * @description The wait after the first failure, from `PT0.001S` to `max`.
             * @default PT5S
             */
            initial?: components["schemas"]["Duration"];
            /**
             * @description The share of the wait that is random, from 0 (none) to 1 (all of it).
             * @default 1
             */
            jitter?: number;
            /**
             * @description The longest wait, from `PT0.001S` to `P30D`.
             * @default PT1H
             */
            max?: components["schemas"]["Duration"];
        };
        /** @description A schedule: a recurring rule that submits jobs. */
        Schedule: {
            /** @description The args of the jobs, byte for byte as they were given. */
            args: unknown;
            /**
             * @description What happens to runs that no server fired in time.
             * @enum {string}
             */
            catchup: "SKIP" | "ONCE" | "ALL";
            /** @description The age from which missed runs are left out in any case. */
            catchupWindow: components["schemas"]["Duration"];
            /**
             * Format: date-time
             * @description When the rule was last changed.
             */
            changedAt: string;
            /** @description Who last changed the rule. */
            changedBy: string;
            /**
             * Format: date-time
             * @description When the schedule was created.
             */
            createdAt: string;
            /** @description Who created the schedule. */
            createdBy: string;
            /** @description The cron expression. Missing if the schedule has `every`. */
            cron?: string;
            /**
             * Format: date-time
             * @description The time after which the schedule does not run.
             */
            endAt?: string;
            /** @description The time between two runs. Missing if the schedule has `cron`. */
            every?: components["schemas"]["Duration"];
            /** @description The most that a run is put off, so that schedules do not all run together. */
            jitter: components["schemas"]["Duration"];
            /** @description What the jobs belong to within their queue. */
            key?: string;
            /** @description What became of the latest run. */
            last?: components["schemas"]["PastRun"];
            /** @description The highest number of attempts of each job, including the first. */
            maxAttempts: number;
            /** @description The name of the schedule. */
            name: string;
            /** @description The next run. Missing after the last one. */
            next?: {
                /**
                 * Format: date-time
                 * @description When the run is fired: `plannedAt`, and its share of the jitter.
                 */
                dueAt: string;
                /** @description `plannedAt` as the clock on the wall shows it, with its offset. */
                localTime: string;
                /**
                 * Format: date-time
                 * @description The time by the rule of the schedule, which names the run.
                 */
                plannedAt: string;
            };
            /** @description How long after the beginning of each step of `every` the schedule runs. Steps count from 1970-01-01T00:00:00Z. */
            offset?: components["schemas"]["Duration"];
            /**
             * @description Who defines the schedule: a client of the API, the code of a task, or a client in place of the code. With `CODE_OVERRIDDEN`, a `DELETE` brings the rule of the code back.
             * @enum {string}
             */
            origin: "API" | "CODE" | "CODE_OVERRIDDEN";
            /**
             * @description What happens to a run while an earlier job of the schedule has not ended.
             * @enum {string}
             */
            overlap: "SKIP" | "BUFFER_ONE" | "ALLOW" | "CANCEL_OTHER";
            /** @description Why the schedule does not run. Missing if it is not paused. */
            pause?: {
                /** @description Who paused the schedule. Missing if it paused itself. */
                by?: string;
                /**
                 * Format: uuid
                 * @description The job whose failure paused the schedule.
                 */
                failedJob?: string;
                /**
                 * Format: date-time
                 * @description When the pause began.
                 */
                since: string;
            };
            /** @description Whether the schedule pauses itself when a job of it is `DEAD`. */
            pauseOnFailure: boolean;
            /** @description The priority of the jobs. */
            priority: number;
            /** @description The queue of the jobs. */
            queue: components["schemas"]["QueueName"];
            /** @description How long a job waits after a failed attempt. */
            retry: {
                /** @description The factor by which the wait grows with each failure, from 1 to 100. */
                factor: number;
                /** @description The wait after the first failure. */
                initial: components["schemas"]["Duration"];
                /** @description The share of the wait that is random, from 0 (none) to 1 (all of it). */
                jitter: number;
                /** @description The longest wait. */
                max: components["schemas"]["Duration"];
            };
            /**
             * Format: date-time
             * @description The time before which the schedule does not run.
             */
            startAt?: string;
            /**
             * @description What the schedule does: `ACTIVE` has a run ahead, `PAUSED` runs again when it is resumed, `ENDED` has had its last run.
             * @enum {string}
             */
            state: "ACTIVE" | "PAUSED" | "ENDED";
            /** @description The labels of the jobs. */
            tags: string[];
            /** @description The task of the jobs. */
            task: components["schemas"]["TaskName"];
            /** @description The longest time that one attempt can take, if it is not that of the task. */
            timeout?: components["schemas"]["Duration"];
            /** @description The time zone of `cron`. */
            timeZone?: string;
            /** @description The run that waits for the end of an earlier job. */
            waiting?: {
                /**
                 * Format: date-time
                 * @description When the run is fired: `plannedAt`, and its share of the jitter.
                 */
                dueAt: string;
                /** @description `plannedAt` as the clock on the wall shows it, with its offset. */
                localTime: string;
                /**
                 * Format: date-time
                 * @description The time by the rule of the schedule, which names the run.
                 */
                plannedAt: string;
            };
            /** @description When the schedule runs, in words. */
            words: string;
        };
        /** @description The data of the event `schedule`: something happened to a schedule. */
        ScheduleEvent: {
            /**
             * @description What happened. A schedule is `PAUSED` by somebody, or by a job of it that failed. `FIRED` stands for runs that were fired or left out, and for one that waits for the end of an earlier job.
             * @enum {string}
             */
            change: "CREATED" | "CHANGED" | "PAUSED" | "RESUMED" | "DELETED" | "FIRED";
            /** @description The name of the schedule. */
            name: string;
        };
        /** @description The name of a schedule, 1 to 100 characters. The first is a letter or a digit. */
        ScheduleName: string;
        /** @description A page of schedules. */
        SchedulePage: {
            /** @description The schedules, by name. */
            items: components["schemas"]["Schedule"][];
            /** @description The token of the next page. Send it as `pageToken`. Missing on the last page. */
            nextPageToken?: string;
        };
        /** @description What a schedule would do. Nothing is stored. */
        SchedulePreview: {
            /** @description The next runs, soonest first. */
            next: {
                /**
                 * Format: date-time
                 * @description When the run is fired: `plannedAt`, and its share of the jitter.
                 */
                dueAt: string;
                /** @description `plannedAt` as the clock on the wall shows it, with its offset. */
                localTime: string;
                /**
                 * Format: date-time
                 * @description The time by the rule of the schedule, which names the run.
                 */
                plannedAt: string;
            }[];
            /** @description When the schedule would run, in words. */
            words: string;
        };
        /** @description Runs of a schedule: those ahead with `next`, those behind with `last`. */
        ScheduleRuns: {
            /** @description The latest runs, newest first. */
            last?: components["schemas"]["PastRun"][];
            /** @description The next runs, soonest first. */
            next?: {
                /**
                 * Format: date-time
                 * @description When the run is fired: `plannedAt`, and its share of the jitter.
                 */
                dueAt: string;
                /** @description `plannedAt` as the clock on the wall shows it, with its offset. */
                localTime: string;
                /**
                 * Format: date-time
                 * @description The time by the rule of the schedule, which names the run.
                 */
                plannedAt: string;
            }[];
        };
        /** @description A text to search for, 1 to 200 characters without control characters. */
        SearchText: string;
        /** @description Who sent the request. */
        Session: {
            /**
             * @description The role of the caller, which decides what it can do.
             * @enum {string}
             */
            role: "viewer" | "operator" | "admin" | "submitter";
            /** @description The name of the user who signed in, or of the API key. */
            username: string;
        };
        /** @description The data of the event `skipped`: more than 100 jobs and schedules changed in a quarter of a second, and the further changes were not sent one by one. */
        SkippedEvent: {
            /** @description The number of changes of jobs that were not sent. */
            jobs: number;
            /** @description The number of changes of schedules that were not sent. */
            schedules: number;
        };
        /** @description How long the finished jobs of one state are kept. A job is removed when it reaches the age, or when newer jobs fill the count. */
        StateRetention: {
            /** @description The age at which a job is removed, counted from its end, from `PT1S` to `P3650D`. */
            age?: components["schemas"]["Duration"] | null;
            /** @description The highest number of jobs that are kept. Jobs that were submitted first are removed first. */
            count?: number | null;
        } | null;
        /** @description How this server and Redis are doing. */
        Status: {
            /** @description What does not work as it should. Empty if all is well. */
            degraded: {
                /** @description What is wrong, for people to read. */
                detail: string;
                /**
                 * Format: date-time
                 * @description Since when it is degraded.
                 */
                since: string;
                /**
                 * @description The part that is degraded: `redis` if Redis is not `UP`, and `redis-data` if Redis lost data within the last day.
                 * @example redis
                 * @example redis-data
                 */
                what: string;
            }[];
            /** @description The number of workers that the load needs. Missing while Redis does not answer. */
            desiredWorkers?: number;
            /** @description The addresses of other tools for this installation. */
            links: {
                /**
                 * Format: uri
                 * @description The address of Grafana with the dashboards. Missing if none is set.
                 */
                grafana?: string;
            };
            /** @description How Redis is doing, as this server last saw it. */
            redis: {
                /** @description What is wrong. Missing if nothing is. */
                detail?: string;
                /** @description The latest loss of data that a server noticed. Missing if it is more than a day ago. */
                loss?: {
                    /**
                     * Format: date-time
                     * @description When a server noticed it.
                     */
                    at: string;
                    /** @description What happened, for people to read. */
                    detail: string;
                    /**
                     * @description What happened: Redis came back empty (`EMPTIED`), is another one (`REPLACED`), has an earlier state (`WENT_BACK`), or skipped parts of its log when it started (`SCRIPTS_LOST`).
                     * @enum {string}
                     */
                    kind: "EMPTIED" | "REPLACED" | "WENT_BACK" | "SCRIPTS_LOST";
                };
                /**
                 * Format: date-time
                 * @description When Redis came into this state.
                 */
                since: string;
                /**
                 * @description The state of Redis. Only `UP` means that everything works. `REFUSES_WRITES` means that it answers but stores nothing, `LOADING` that it reads its data after a restart, `AWAY` that it cannot be reached, and `HUNG` that it does not answer in time. Treat a state that you do not know as `AWAY`.
                 * @enum {string}
                 */
                state: "UP" | "REFUSES_WRITES" | "LOADING" | "AWAY" | "HUNG";
                /** @description The version of Redis. Missing until Redis has answered once. */
                version?: string;
            };
            /** @description What this server does: it answers the API, runs jobs, and schedules, or some of these. */
            roles: ("api" | "worker" | "scheduler")[];
            /** @description The version of Nightshift that this server runs. */
            version: string;
            /** @description The id of the worker of this server. */
            worker: string;
        };
        /** @description How Redis is doing. This is also the data of the event `status`. */
        Store: {
            /** @description What does not work as it should. Empty if all is well. */
            degraded: {
                /** @description What is wrong, for people to read. */
                detail: string;
                /**
                 * Format: date-time
                 * @description Since when it is degraded.
                 */
                since: string;
                /**
                 * @description The part that is degraded: `redis` if Redis is not `UP`, and `redis-data` if Redis lost data within the last day.
                 * @example redis
                 * @example redis-data
                 */
                what: string;
            }[];
            /** @description How Redis is doing, as this server last saw it. */
            redis: {
                /** @description What is wrong. Missing if nothing is. */
                detail?: string;
                /** @description The latest loss of data that a server noticed. Missing if it is more than a day ago. */
                loss?: {
                    /**
                     * Format: date-time
                     * @description When a server noticed it.
                     */
                    at: string;
                    /** @description What happened, for people to read. */
                    detail: string;
                    /**
                     * @description What happened: Redis came back empty (`EMPTIED`), is another one (`REPLACED`), has an earlier state (`WENT_BACK`), or skipped parts of its log when it started (`SCRIPTS_LOST`).
                     * @enum {string}
                     */
                    kind: "EMPTIED" | "REPLACED" | "WENT_BACK" | "SCRIPTS_LOST";
                };
                /**
                 * Format: date-time
                 * @description When Redis came into this state.
                 */
                since: string;
                /**
                 * @description The state of Redis. Only `UP` means that everything works. `REFUSES_WRITES` means that it answers but stores nothing, `LOADING` that it reads its data after a restart, `AWAY` that it cannot be reached, and `HUNG` that it does not answer in time. Treat a state that you do not know as `AWAY`.
                 * @enum {string}
                 */
                state: "UP" | "REFUSES_WRITES" | "LOADING" | "AWAY" | "HUNG";
                /** @description The version of Redis. Missing until Redis has answered once. */
                version?: string;
            };
        };
        /** @description A label of a job, 1 to 100 characters without control characters. */
        Tag: string;
        /** @description A task: a named handler that runs jobs. */
        Task: {
            /** @description JSON Schema (draft 2020-12) that the args of a job must fit. */
            argsSchema: Record<string, unknown> | boolean;
            /** @description What the task does. */
            description: string;
            /** @description Whether the task belongs to Nightshift itself, so that its jobs cannot be submitted. */
            internal: boolean;
            /** @description The name of the task. */
            name: components["schemas"]["TaskName"];
            /** @description The longest time that one attempt can take, for jobs that do not set their own timeout. */
            timeout: components["schemas"]["Duration"];
        };
        /** @description All tasks that the server knows. */
        TaskList: {
            /** @description The tasks, in the order of their names. */
            items: components["schemas"]["Task"][];
        };
        /** @description The name of a task, 1 to 100 characters. The first is a letter or a digit. */
        TaskName: string;
        /** @description What happened in each of the last minutes. */
        Throughput: {
            /** @description One entry for each minute, oldest first. The current minute is last. */
            items: {
                /** @description The number of jobs that became `DEAD`. */
                dead: number;
                /** @description The number of attempts that did not succeed. */
                failed: number;
                /**
                 * Format: date-time
                 * @description When the minute began.
                 */
                minute: string;
                /** @description The number of jobs that were submitted. */
                submitted: number;
                /** @description The number of jobs that succeeded. */
                succeeded: number;
            }[];
        };
        /**
         * Format: date-time
         * @description An RFC 3339 time, in UTC or with an offset of at most 18 hours. Answers are in UTC, to the millisecond.
         */
        Time: string;
        /** @description A worker: one server process that runs jobs. */
        Worker: {
            /** @description The number of jobs that the worker runs at once, at most. */
            concurrency: number;
            /**
             * Format: date-time
             * @description When the worker last sent a heartbeat.
             */
            heartbeatAt: string;
            /** @description The name of the machine or pod. */
            host: string;
            /** @description The id of the worker, new at every start of its server. */
            id: string;
            /** @description The id of its operating system process. */
            pid: number;
            /** @description The number of jobs that the worker runs now. */
            running: number;
            /**
             * Format: date-time
             * @description When the worker started.
             */
            startedAt: string;
            /**
             * @description `LIVE` runs jobs, `DRAINING` ends its jobs and starts no more, and `LOST` has sent no heartbeat for too long.
             * @enum {string}
             */
            state: "LIVE" | "DRAINING" | "LOST";
            /** @description The names of the tasks that the worker can run. */
            tasks: components["schemas"]["TaskName"][];
            /** @description The version of Nightshift that the worker runs. */
            version: string;
        };
        /** @description The data of the event `worker`: a worker changed its state. */
        WorkerEvent: {
            /** @description The id of the worker. */
            id: string;
            /**
             * @description The state of the worker after the change.
             * @enum {string}
             */
            state: "LIVE" | "DRAINING" | "LOST";
        };
        /** @description The workers of all servers, including those lost within the last hour. */
        WorkerList: {
            /** @description The workers, oldest first. */
            items: components["schemas"]["Worker"][];
        };
    };
    responses: {
        /** @description The request is malformed: its JSON, a parameter, a header, or the path. `errors` names the part, if there is one. */
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
        /** @description The current state does not allow this. `state` names that state. */
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
        /** @description The destination as it is now. */
        Destination: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Destination"];
            };
        };
        /** @description The export as it is now. */
        Export: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Export"];
            };
        };
        /** @description The failure group as it is now. */
        FailureGroup: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FailureGroup"];
            };
        };
        /** @description The role of the caller does not allow this call, or the request comes from another site. */
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
        /** @description The import as it is now. */
        Import: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Import"];
            };
        };
        /** @description What the self-audit has found. */
        Integrity: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Integrity"];
            };
        };
        /** @description The job as it is now. */
        Job: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Job"];
            };
        };
        /** @description The disk has no room for the file, and nothing of it was kept. Repeat the request after `Retry-After` seconds. */
        NoRoom: {
            headers: {
                /** @description The number of seconds to wait before the request is repeated. */
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
        /** @description The file does not have the range of bytes that `Range` asks for. */
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
        /** @description The header `Accept` allows no media type that this call can answer. */
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
        /** @description The thing that the path names does not exist, or retention has removed it. */
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
        /** @description The operation as it is now. */
        Operation: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Operation"];
            };
        };
        /** @description The server failed to answer (500). Its log has the details under the incident that `detail` names. */
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
        /** @description The queue as it is now. */
        Queue: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Queue"];
            };
        };
        /** @description The schedule as it is now. */
        Schedule: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Schedule"];
            };
        };
        /** @description The body, or a part of it, is too large. `detail` or `errors` names the limit. */
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
        /** @description The server has too many requests of this kind at the moment. Repeat the request after `Retry-After` seconds. */
        TooMany: {
            headers: {
                /** @description The number of seconds to wait before the request is repeated. */
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
        /** @description The body came too slowly. Send it without long pauses. */
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
        /** @description The request has no API key and no session, or one that is not valid. Send a valid key, or sign in. */
        Unauthorized: {
            headers: {
                /** @description How to authenticate: `Bearer`. */
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
        /** @description Redis, or a part of this server that the call needs, is not available. Repeat the request after `Retry-After` seconds. */
        Unavailable: {
            headers: {
                /** @description The number of seconds to wait before the request is repeated. */
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
        /** @description A live job has the unique key. `jobId` and `state` of the problem say which job it is, and where it stands. */
        UniqueKeyHeld: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Conflict",
                 *       "status": 409,
                 *       "detail": "Job 019ab3c4-0000-7000-8000-000000000000, which is RUNNING, has this unique key.",
                 *       "state": "RUNNING",
                 *       "jobId": "019ab3c4-0000-7000-8000-000000000000"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is well formed but not acceptable. `errors` names each wrong field, and what it must be. */
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
        /** @description The body has a `Content-Type`, a `Content-Encoding`, or a charset that this call does not accept. */
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
        /**
         * @description The host of the destination in lower case, followed by a colon and the port unless that is 80 for `http` or 443 for `https`. Percent-encoded characters are understood.
         * @example api.example.com
         */
        destinationHost: string;
        /**
         * @description The id of the export.
         * @example 019ab3c4-0000-7000-8000-000000000000
         */
        exportId: string;
        /**
         * @description The fingerprint of the failure group.
         * @example 5d1f0e6b2a9c4478
         */
        fingerprint: components["schemas"]["Fingerprint"];
        /**
         * @description The id of the import.
         * @example 019ab3c4-0000-7000-8000-000000000000
         */
        importId: string;
        /**
         * @description The id of the job.
         * @example 019ab3c4-0000-7000-8000-000000000000
         */
        jobId: string;
        /**
         * @description The id of the operation.
         * @example 019ab3c4-0000-7000-8000-000000000000
         */
        operationId: string;
        /** @description The `nextPageToken` of the previous page. Without it, the answer is the first page. */
        pageToken: string;
        /**
         * @description The name of the queue.
         * @example mail
         */
        queueName: components["schemas"]["QueueName"];
        /**
         * @description The name of the schedule.
         * @example nightly-report
         */
        scheduleName: components["schemas"]["ScheduleName"];
        /**
         * @description The time over which the jobs start, at most `P30D`, instead of all at once. Each job gets a delay of its own, on top of its own `runAt` or `delay`.
         * @example PT10M
         */
        spread: components["schemas"]["Duration"];
        /**
         * @description The trace that the jobs continue, in the format of W3C Trace Context. A value that is not valid is ignored.
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
    listDestinations: {
        parameters: {
            query?: {
                /** @description The number of items on a page, at most. */
                pageSize?: number;
                /** @description The `nextPageToken` of the previous page. Without it, the answer is the first page. */
                pageToken?: components["parameters"]["pageToken"];
                /** @description Only destinations whose breaker has this state. */
                state?: "CLOSED" | "OPEN" | "HALF_OPEN";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of destinations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "host": "api.example.com",
                     *           "state": "CLOSED",
                     *           "waiting": 0,
                     *           "calls": 412,
                     *           "failures": 3,
                     *           "lastCallAt": "2026-11-24T14:02:11.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DestinationPage"];
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
    getDestination: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The host of the destination in lower case, followed by a colon and the port unless that is 80 for `http` or 443 for `https`. Percent-encoded characters are understood.
                 * @example api.example.com
                 */
                host: components["parameters"]["destinationHost"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Destination"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    limitDestination: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The host of the destination in lower case, followed by a colon and the port unless that is 80 for `http` or 443 for `https`. Percent-encoded characters are understood.
                 * @example api.example.com
                 */
                host: components["parameters"]["destinationHost"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rateLimit": null
                 *     }
                 */
                "application/json": components["schemas"]["DestinationLimits"];
                /**
                 * @example {
                 *       "concurrency": 20,
                 *       "rateLimit": {
                 *         "permits": 100,
                 *         "per": "PT1S"
                 *       }
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["DestinationLimits"];
            };
        };
        responses: {
            200: components["responses"]["Destination"];
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
    closeDestination: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The host of the destination in lower case, followed by a colon and the port unless that is 80 for `http` or 443 for `https`. Percent-encoded characters are understood.
                 * @example api.example.com
                 */
                host: components["parameters"]["destinationHost"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Destination"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    openDestination: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The host of the destination in lower case, followed by a colon and the port unless that is 80 for `http` or 443 for `https`. Percent-encoded characters are understood.
                 * @example api.example.com
                 */
                host: components["parameters"]["destinationHost"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "for": "PT10M"
                 *     }
                 */
                "application/json": components["schemas"]["OpenBreaker"];
            };
        };
        responses: {
            200: components["responses"]["Destination"];
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
    listenToEvents: {
        parameters: {
            query?: {
                /**
                 * @description Sends only events of jobs that meet this filter, which can have the fields `state`, `queue`, `task`, and `id`. The state is the new one. Events of anything else are not sent then.
                 * @example state:dead queue:billing*
                 */
                filter?: components["schemas"]["FilterText"];
                /** @description Sends only events of this job. */
                job?: string;
                /** @description Sends only events of this queue and its jobs. */
                queue?: components["schemas"]["QueueName"];
                /**
                 * @description Sends only events of these types: some of `job`, `queue`, `schedule`, `worker`, `operation`, and `status`, separated by commas. By default, all are sent.
                 * @example job,queue
                 */
                types?: string;
            };
            header?: {
                /**
                 * @description The `id` of the last event that the client received. The stream continues after it.
                 * @example 1764000000000-0
                 */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream of events. */
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
                /** @description The number of items on a page, at most. */
                pageSize?: number;
                /** @description The `nextPageToken` of the previous page. Without it, the answer is the first page. */
                pageToken?: components["parameters"]["pageToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of exports. */
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
                "application/json": {
                    /** @description The jobs to export: the text of a filter, or an object of conditions. By default, all jobs are exported. */
                    filter?: components["schemas"]["FilterText"] | components["schemas"]["JobFilter"];
                    /** @description The format of the file. */
                    format: components["schemas"]["FileFormat"];
                };
            };
        };
        responses: {
            /** @description The export is stored and will be done by a job that has the same id. The answer is the export. */
            202: {
                headers: {
                    /** @description The path of the export. */
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
                /**
                 * @description The id of the export.
                 * @example 019ab3c4-0000-7000-8000-000000000000
                 */
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
                /**
                 * @description The id of the export.
                 * @example 019ab3c4-0000-7000-8000-000000000000
                 */
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
                /**
                 * @description The id of the export.
                 * @example 019ab3c4-0000-7000-8000-000000000000
                 */
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
                /** @description The `ETag` of the part that the client already has. If the file has another `ETag`, `Range` is ignored and the answer is the whole file. */
                "If-Range"?: string;
                /**
                 * @description The range of bytes to get. Only one range is supported.
                 * @example bytes=1048576-
                 */
                Range?: string;
            };
            path: {
                /**
                 * @description The id of the export.
                 * @example 019ab3c4-0000-7000-8000-000000000000
                 */
                id: components["parameters"]["exportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    /** @description The name of the file. */
                    "Content-Disposition": string;
                    /** @description Identifies this content of the file. Send it as `If-Range` or `If-None-Match`. */
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
                    /** @description Which bytes of the file the answer has, and how many the file has. */
                    "Content-Range": string;
                    /** @description Identifies this content of the whole file. */
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
            /** @description The client already has this content: `If-None-Match` has its `ETag`. */
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
            /** @description The file does not have the `ETag` of `If-Match`. */
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
    listFailureGroups: {
        parameters: {
            query?: {
                /** @description Lists only groups that are muted, or only groups that are not. By default, both are listed. */
                muted?: boolean;
                /** @description The number of items on a page, at most. */
                pageSize?: number;
                /** @description The `nextPageToken` of the previous page. Without it, the answer is the first page. */
                pageToken?: components["parameters"]["pageToken"];
                /**
                 * @description Lists groups with jobs in this queue.
                 * @example mail
                 */
                queue?: components["schemas"]["QueueName"];
                /** @description The order: groups that failed last come first (`lastSeen`), or groups with the most jobs (`count`). */
                sort?: "lastSeen" | "count";
                /** @description Lists groups with jobs that are `DEAD`, or with jobs that are to be tried again (`RETRYING`). Can be repeated to list groups with either. */
                state?: ("DEAD" | "RETRYING")[];
                /**
                 * @description Lists groups of this task.
                 * @example http.request
                 */
                task?: components["schemas"]["TaskName"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of failure groups. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureGroupPage"];
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
    getFailureGroup: {
        parameters: {
            query?: {
                /** @description With `false`, the answer has no `common`: the group alone is much cheaper to get. */
                common?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description The fingerprint of the failure group.
                 * @example 5d1f0e6b2a9c4478
                 */
                fingerprint: components["parameters"]["fingerprint"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["FailureGroup"];
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
    muteFailureGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The fingerprint of the failure group.
                 * @example 5d1f0e6b2a9c4478
                 */
                fingerprint: components["parameters"]["fingerprint"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Fixed in the release of Thursday",
                 *       "until": "2026-11-26T18:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["MuteFailureGroup"];
            };
        };
        responses: {
            200: components["responses"]["FailureGroup"];
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
    unmuteFailureGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The fingerprint of the failure group.
                 * @example 5d1f0e6b2a9c4478
                 */
                fingerprint: components["parameters"]["fingerprint"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["FailureGroup"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listImports: {
        parameters: {
            query?: {
                /** @description The number of items on a page, at most. */
                pageSize?: number;
                /** @description The `nextPageToken` of the previous page. Without it, the answer is the first page. */
                pageToken?: components["parameters"]["pageToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of imports. */
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
                 * @description Says which field of the args each column of a CSV file becomes. This is a JSON object whose keys are names of
                 *     columns. A value is the name of a field, a JSON Pointer to a nested field, or null to leave the column out.
                 *     A column that is not mentioned becomes the field of the same name.
                 *
                 *     A value such as `{"to": "/address", "type": "json"}` also says how cells are read: as `string`, `number`,
                 *     `boolean`, or `json`. Without a type, the schema of the task decides. The empty key stands for all columns
                 *     without a name.
                 * @example {"E-mail":"to","City":"/address/city","Notes":null}
                 */
                columns?: string;
                /** @description If true, the file is only checked. The answer says what an import would do, and nothing is stored. */
                dryRun?: boolean;
                /** @description The highest number of attempts of each job, including the first. */
                maxAttempts?: number;
                /**
                 * @description The name of the file, without a path. It is only shown.
                 * @example customers.csv
                 */
                name?: string;
                /** @description The highest number of parts that workers read at the same time. By default, one part for each 4 MiB of the file. */
                partitions?: number;
                /** @description The priority of the jobs, from 1 (runs first) to 9 (runs last). */
                priority?: number;
                /**
                 * @description The queue of the jobs. By default `default`.
                 * @example mail
                 */
                queue?: components["schemas"]["QueueName"];
                /**
                 * @description The time over which the jobs start, at most `P30D`, instead of all at once. Each job gets a delay of its own, on top of its own `runAt` or `delay`.
                 * @example PT10M
                 */
                spread?: components["parameters"]["spread"];
                /**
                 * @description A tag for the jobs. Can be repeated up to 19 times.
                 * @example [
                 *       "tenant=7"
                 *     ]
                 */
                tag?: components["schemas"]["Tag"][];
                /**
                 * @description The task of the jobs. The server refuses a task that it does not know.
                 * @example http.request
                 */
                task: components["schemas"]["TaskName"];
            };
            header?: {
                /** @description Makes the request safe to repeat for 24 hours: the same key with the same query and file answers with the import that the first request started. Another query or file is refused with 422. 1 to 255 visible ASCII characters. */
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
             * @description With `dryRun=true`, what an import of this file would do. Otherwise, the import that an earlier request with the
             *     same `Idempotency-Key` started.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"] | components["schemas"]["Import"];
                };
            };
            /** @description The file is stored and its import has started. The answer is the import. */
            202: {
                headers: {
                    /** @description The path of the import. */
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
                /**
                 * @description The id of the import.
                 * @example 019ab3c4-0000-7000-8000-000000000000
                 */
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
                /**
                 * @description The id of the import.
                 * @example 019ab3c4-0000-7000-8000-000000000000
                 */
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
                /**
                 * @description The id of the import.
                 * @example 019ab3c4-0000-7000-8000-000000000000
                 */
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
                /** @description The number of rows on a page, at most. Only for `Accept: application/json`. */
                pageSize?: number;
                /** @description The `nextPageToken` of the previous page. Without it, the answer is the first page. */
                pageToken?: components["parameters"]["pageToken"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the import.
                 * @example 019ab3c4-0000-7000-8000-000000000000
                 */
                id: components["parameters"]["importId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rejected rows so far, in the order of the file. */
            200: {
                headers: {
                    /** @description The name of the file. Missing with `application/json`. */
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
    getIncidentReport: {
        parameters: {
            query: {
                /**
                 * @description The begin of the time that the report covers. At most 24 hours before its end.
                 * @example 2026-11-24T13:30:00Z
                 */
                from: components["schemas"]["Time"];
                /**
                 * @description The end of the time that the report covers, which is not in the future. If missing, it is now.
                 * @example 2026-11-24T15:00:00Z
                 */
                to?: components["schemas"]["Time"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report. */
            200: {
                headers: {
                    /**
                     * @description The name of the file.
                     * @example attachment; filename="incident-2026-11-24T133000Z.md"
                     */
                    "Content-Disposition": string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example # Incident report: 2026-11-24 13:30:00 to 2026-11-24 15:00:00 UTC
                     *
                     *     ## Timeline
                     *
                     *     | time | what happened |
                     *     | --- | --- |
                     *     | 2026-11-24 13:47:15 | Alert `RedisDown` (`page`) began to fire |
                     *     | 2026-11-24 13:49:02 | Queue `billing` paused by `ann` |
                     */
                    "text/markdown": string;
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
    listJobs: {
        parameters: {
            query?: {
                /**
                 * @description Lists jobs that were submitted at or after this time.
                 * @example 2026-11-24T00:00:00Z
                 */
                createdAfter?: components["schemas"]["Time"];
                /**
                 * @description Lists jobs that were submitted before this time.
                 * @example 2026-11-25T00:00:00Z
                 */
                createdBefore?: components["schemas"]["Time"];
                /**
                 * @description Lists jobs of the failure group with this fingerprint.
                 * @example 5d1f0e6b2a9c4478
                 */
                failure?: components["schemas"]["Fingerprint"];
                /** @description Lists jobs that meet this filter, such as `state:dead queue:billing* created>-2h "connection reset"`. All terms must hold. A term that cannot be used is an error that names its place; no term is ever left out. */
                filter?: components["schemas"]["FilterText"];
                /** @description The number of items on a page, at most. */
                pageSize?: number;
                /** @description The `nextPageToken` of the previous page. Without it, the answer is the first page. */
                pageToken?: components["parameters"]["pageToken"];
                /** @description Lists jobs that match this text. It can be the beginning of an id, any part of an id that has 6 or more characters, part of a tag, or part of the type or message of a failure. Upper and lower case are the same. */
                q?: components["schemas"]["SearchText"];
                /**
                 * @description Lists jobs of this queue.
                 * @example mail
                 */
                queue?: components["schemas"]["QueueName"];
                /** @description Lists jobs in this state. Can be repeated to list jobs in any of several states. By default, jobs in all states are listed. */
                state?: components["schemas"]["JobState"][];
                /**
                 * @description Lists jobs that have exactly this tag.
                 * @example tenant=7
                 */
                tag?: components["schemas"]["Tag"];
                /**
                 * @description Lists jobs of this task.
                 * @example http.request
                 */
                task?: components["schemas"]["TaskName"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of jobs. */
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
                /** @description If true, the job is only checked. The answer is 204 if it would be accepted, and nothing is stored. */
                dryRun?: boolean;
            };
            header?: {
                /** @description Makes the request safe to repeat for 24 hours: the same key with the same body answers with the job that the first request stored. The same key with another body is refused with 422. 1 to 255 visible ASCII characters. */
                "Idempotency-Key"?: string;
                /**
                 * @description The trace that the jobs continue, in the format of W3C Trace Context. A value that is not valid is ignored.
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
            /** @description No new job was stored. A request with the same `Idempotency-Key` has stored this job before, or a live job has the unique key, and this is that job, or what it has become. If retention has removed the job in the meantime, only its id, task, and queue are left. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"] | components["schemas"]["PurgedJob"];
                };
            };
            /** @description The job is stored. The answer is the job. */
            201: {
                headers: {
                    /** @description The path of the job. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The job would be accepted. Only a request with `dryRun=true` gets this answer. */
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
            409: components["responses"]["UniqueKeyHeld"];
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
            query?: {
                /**
                 * @description The time over which the jobs start, at most `P30D`, instead of all at once. Each job gets a delay of its own, on top of its own `runAt` or `delay`.
                 * @example PT10M
                 */
                spread?: components["parameters"]["spread"];
            };
            header?: {
                /**
                 * @description The trace that the jobs continue, in the format of W3C Trace Context. A value that is not valid is ignored.
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
                    /** @description The jobs. Each is checked and stored independently of the others. */
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
            /** @description One line for each job, in the order of the request. It has the id of the job, or the reason why it was refused. */
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
    countJobs: {
        parameters: {
            query?: {
                /**
                 * @description Counts jobs that were submitted at or after this time.
                 * @example 2026-11-24T00:00:00Z
                 */
                createdAfter?: components["schemas"]["Time"];
                /**
                 * @description Counts jobs that were submitted before this time.
                 * @example 2026-11-25T00:00:00Z
                 */
                createdBefore?: components["schemas"]["Time"];
                /** @description Counts jobs that meet this filter, such as `state:dead queue:billing* created>-2h "connection reset"`. All terms must hold. A term that cannot be used is an error that names its place; no term is ever left out. */
                filter?: components["schemas"]["FilterText"];
                /** @description Counts jobs that match this text. It can be the beginning of an id, any part of an id that has 6 or more characters, part of a tag, or part of the type or message of a failure. Upper and lower case are the same. */
                q?: components["schemas"]["SearchText"];
                /**
                 * @description Counts jobs of this queue.
                 * @example mail
                 */
                queue?: components["schemas"]["QueueName"];
                /** @description Counts jobs in this state. Can be repeated to count jobs in any of several states. By default, jobs in all states are counted. */
                state?: components["schemas"]["JobState"][];
                /**
                 * @description Counts jobs that have exactly this tag.
                 * @example tenant=7
                 */
                tag?: components["schemas"]["Tag"];
                /**
                 * @description Counts jobs of this task.
                 * @example http.request
                 */
                task?: components["schemas"]["TaskName"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "total": 5001,
                     *       "complete": true,
                     *       "states": [
                     *         {
                     *           "state": "DEAD",
                     *           "count": 5001
                     *         }
                     *       ],
                     *       "queues": [
                     *         {
                     *           "queue": "hooks",
                     *           "count": 5001
                     *         }
                     *       ],
                     *       "tasks": [
                     *         {
                     *           "task": "http.request",
                     *           "count": 5001
                     *         }
                     *       ],
                     *       "tags": [
                     *         {
                     *           "tag": "tenant=7",
                     *           "count": 37
                     *         }
                     *       ],
                     *       "sample": [
                     *         "019ab3c4-0000-7000-8000-000000000000"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["JobFacets"];
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
    getJob: {
        parameters: {
            query?: {
                /**
                 * @description The longest time to wait for a final state, at most `PT60S`. Without it, the answer comes at once.
                 * @example PT20S
                 */
                wait?: components["schemas"]["Duration"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the job.
                 * @example 019ab3c4-0000-7000-8000-000000000000
                 */
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
    changeJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the job.
                 * @example 019ab3c4-0000-7000-8000-000000000000
                 */
                id: components["parameters"]["jobId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tags": [
                 *         "tenant=7"
                 *       ],
                 *       "args": {
                 *         "value": "hello"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["JobPatch"];
                /**
                 * @example {
                 *       "priority": 1,
                 *       "delay": "PT10M"
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["JobPatch"];
            };
        };
        responses: {
            200: components["responses"]["Job"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
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
                /**
                 * @description The id of the job.
                 * @example 019ab3c4-0000-7000-8000-000000000000
                 */
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
    explainJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the job.
                 * @example 019ab3c4-0000-7000-8000-000000000000
                 */
                id: components["parameters"]["jobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why the job is not running. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobId": "019ab3c4-0000-7000-8000-000000000000",
                     *       "state": "READY",
                     *       "causes": [
                     *         {
                     *           "cause": "QUEUE_CONCURRENCY",
                     *           "detail": "The queue mail is at its limit of running jobs (1 of 1).",
                     *           "holders": [
                     *             "019ab3c3-0000-7000-8000-000000000000"
                     *           ]
                     *         },
                     *         {
                     *           "cause": "AHEAD",
                     *           "detail": "Ahead of this job in the queue mail: 12 jobs of the same or a higher priority.",
                     *           "ahead": 12
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Explanation"];
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
    retryJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the job.
                 * @example 019ab3c4-0000-7000-8000-000000000000
                 */
                id: components["parameters"]["jobId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "args": {
                 *         "url": "https://example.com/hook",
                 *         "method": "POST"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description The new args of the job, which must fit the schema of the task. `null` cannot be sent. */
                    args?: unknown;
                };
            };
        };
        responses: {
            200: components["responses"]["Job"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    runJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the job.
                 * @example 019ab3c4-0000-7000-8000-000000000000
                 */
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
            /** @description The objectives, those with the least error budget first. */
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
    listOperations: {
        parameters: {
            query?: {
                /** @description The number of items on a page, at most. */
                pageSize?: number;
                /** @description The `nextPageToken` of the previous page. Without it, the answer is the first page. */
                pageToken?: components["parameters"]["pageToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of operations. */
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
                     *           "action": "retry",
                     *           "state": "RUNNING",
                     *           "cancelRequested": false,
                     *           "filter": {
                     *             "state": [
                     *               "DEAD"
                     *             ],
                     *             "queue": "mail"
                     *           },
                     *           "ratePerSecond": 100,
                     *           "phase": "running",
                     *           "total": 5001,
                     *           "looked": 1210,
                     *           "done": 1209,
                     *           "failed": 0,
                     *           "skipped": [
                     *             {
                     *               "reason": "unique-key-held",
                     *               "count": 1,
                     *               "sample": [
                     *                 "019ab3c4-0000-7000-8000-000000000001"
                     *               ]
                     *             }
                     *           ],
                     *           "canary": {
                     *             "first": 10,
                     *             "stopAtFailureRatio": 0.1,
                     *             "waitAtMost": "PT10M",
                     *             "tried": 10,
                     *             "succeeded": 10,
                     *             "failed": 0,
                     *             "retrying": 0,
                     *             "ratio": 0
                     *           },
                     *           "createdAt": "2026-11-24T14:00:00.000Z",
                     *           "createdBy": "admin",
                     *           "startedAt": "2026-11-24T14:00:00.100Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OperationPage"];
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
    beginOperation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours: the same key with the same body answers with the operation that the first request started. Another body is refused with 422. 1 to 255 visible ASCII characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOperation"];
            };
        };
        responses: {
            /**
             * @description With `validateOnly`, what the operation would do. Otherwise, the operation that an earlier request with the same
             *     `Idempotency-Key` started.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationPreview"] | components["schemas"]["Operation"];
                };
            };
            /** @description The operation is stored and will be done by a job that has the same id. The answer is the operation. */
            202: {
                headers: {
                    /** @description The path of the operation. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
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
    getOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the operation.
                 * @example 019ab3c4-0000-7000-8000-000000000000
                 */
                id: components["parameters"]["operationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Operation"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    cancelOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the operation.
                 * @example 019ab3c4-0000-7000-8000-000000000000
                 */
                id: components["parameters"]["operationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Operation"];
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
    listQueues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All queues that have jobs, are paused, or are declared, in the order of their names. */
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
                /**
                 * @description The name of the queue.
                 * @example mail
                 */
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
                /**
                 * @description The name of the queue.
                 * @example mail
                 */
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
                /**
                 * @description The name of the queue.
                 * @example mail
                 */
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
                 *       },
                 *       "retention": {
                 *         "SUCCEEDED": {
                 *           "age": "P1D",
                 *           "count": 10000
                 *         },
                 *         "DEAD": {
                 *           "age": "P30D"
                 *         }
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
                /**
                 * @description The name of the queue.
                 * @example mail
                 */
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
                /**
                 * @description The name of the queue.
                 * @example mail
                 */
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
                /**
                 * @description The name of the queue.
                 * @example mail
                 */
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
    listSchedules: {
        parameters: {
            query?: {
                /** @description The number of items on a page, at most. */
                pageSize?: number;
                /** @description The `nextPageToken` of the previous page. Without it, the answer is the first page. */
                pageToken?: components["parameters"]["pageToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of schedules. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": []
                     *     }
                     */
                    "application/json": components["schemas"]["SchedulePage"];
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
    getSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The name of the schedule.
                 * @example nightly-report
                 */
                name: components["parameters"]["scheduleName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Schedule"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    putSchedule: {
        parameters: {
            query?: {
                /** @description Only checks the rule, and answers with it in words and with its next runs. Nothing is stored. */
                validateOnly?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description The name of the schedule.
                 * @example nightly-report
                 */
                name: components["parameters"]["scheduleName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSchedule"];
            };
        };
        responses: {
            /** @description The schedule is changed. With `validateOnly`: what it would do. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"] | components["schemas"]["SchedulePreview"];
                };
            };
            /** @description The schedule is created. */
            201: {
                headers: {
                    /** @description Path of the schedule. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
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
    deleteSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The name of the schedule.
                 * @example nightly-report
                 */
                name: components["parameters"]["scheduleName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Schedule"];
            /** @description The schedule is gone. */
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
            /** @description Only code defines the schedule. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The code of a task defines this schedule. Pause it, or remove the annotation from the code."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    pauseSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The name of the schedule.
                 * @example nightly-report
                 */
                name: components["parameters"]["scheduleName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Schedule"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    resumeSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The name of the schedule.
                 * @example nightly-report
                 */
                name: components["parameters"]["scheduleName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Schedule"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    runSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The name of the schedule.
                 * @example nightly-report
                 */
                name: components["parameters"]["scheduleName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job of the run. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job": "019ab3c4-0000-7000-8000-000000000000"
                     *     }
                     */
                    "application/json": components["schemas"]["ManualRun"];
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
    listRuns: {
        parameters: {
            query?: {
                /** @description How many of the latest runs to list, at most. */
                last?: number;
                /** @description How many of the next runs to list, at most. */
                next?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The name of the schedule.
                 * @example nightly-report
                 */
                name: components["parameters"]["scheduleName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Runs of the schedule. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": [
                     *         {
                     *           "plannedAt": "2026-12-01T01:30:00.000Z",
                     *           "dueAt": "2026-12-01T01:30:00.000Z",
                     *           "localTime": "2026-12-01T02:30:00+01:00"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ScheduleRuns"];
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
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The name and role of the caller. */
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
                    /**
                     * Format: password
                     * @description The password of the user.
                     */
                    password: string;
                    /** @description The name of the user. */
                    username: string;
                };
            };
        };
        responses: {
            /** @description The user is signed in. Send the cookie `nightshift-session` with later requests. */
            200: {
                headers: {
                    /** @description The cookie of the session. */
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
            /** @description The session has ended. */
            204: {
                headers: {
                    /** @description Removes the cookie of the session. */
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
            /** @description How this server and Redis are doing. */
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
    getIntegrity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Integrity"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    checkIntegrity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["Integrity"];
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
                /** @description The number of minutes to count, including the current one. */
                minutes?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One entry for each minute, oldest first. The current minute is last. */
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
            /** @description All workers, including those lost within the last hour. */
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
