package nightshift.imports.stored;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import nightshift.disk.DiskRoom;
import nightshift.imports.ImportRefused;
import nightshift.imports.ImportRefused.Reason;
import nightshift.imports.ImportRequest;
import nightshift.imports.Imports;
import nightshift.imports.RejectedRow;
import nightshift.imports.plan.ImportFolder;
import nightshift.imports.plan.ImportPlan;
import nightshift.imports.rows.Block;
import nightshift.imports.rows.BlockReader;
import nightshift.imports.rows.Columns;
import nightshift.imports.rows.Mapped;
import nightshift.imports.rows.Row;
import nightshift.imports.rows.RowMapper;
import nightshift.imports.upload.SourceScan;
import nightshift.imports.upload.Upload;
import nightshift.imports.upload.UploadSlots;
import nightshift.job.BulkKind;
import nightshift.job.IdempotencyKey;
import nightshift.job.Job;
import nightshift.job.JobOptions;
import nightshift.job.NewJob;
import nightshift.job.Submission;
import nightshift.job.TaskDefinition;
import nightshift.store.BulkJob;
import nightshift.store.BulkJobs;
import nightshift.store.BulkJobs.Begun.How;
import nightshift.store.JobCatalog;
import nightshift.store.StoreUnavailable;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** Stores files in a folder and begins their imports. Everything about an import is in the store, except its files. */
public final class StoredImports implements Imports {

    private static final TaskName TASK = new TaskName("nightshift.import");
    private static final QueueName QUEUE = new QueueName("bulk");
    private static final long PARTITION_BYTES = 4L << 20;
    private static final int UPLOADS_MOST = 16;
    private static final int CHECKED_MOST = 100_000;
    private static final int SAMPLE_MOST = 10;
    private static final int REJECTS_MOST = 100;
    private static final int BLOCK_ROWS = 500;
    private static final int BLOCK_BYTES = 1 << 20;

    private final ImportConfig config;
    private final BulkJobs bulkJobs;
    private final JobCatalog catalog;
    private final TaskDefinition.Catalog tasks;
    private final DiskRoom room;
    private final UploadSlots slots = new UploadSlots(UPLOADS_MOST);

    /** Imports that go through a folder. */
    public StoredImports(ImportConfig config, BulkJobs bulkJobs, JobCatalog catalog, TaskDefinition.Catalog tasks) {
        this(config, bulkJobs, catalog, tasks, DiskRoom.real());
    }

    StoredImports(
            ImportConfig config, BulkJobs bulkJobs, JobCatalog catalog, TaskDefinition.Catalog tasks, DiskRoom room) {
        this.config = config;
        this.bulkJobs = bulkJobs;
        this.catalog = catalog;
        this.tasks = tasks;
        this.room = room;
    }

    @Override
    public Optional<String> off() {
        return config.off()
                .or(() -> Files.isDirectory(config.dir())
                        ? Optional.empty()
                        : Optional.of("The folder of imports and exports is not there now: make sure that the folder"
                                + " that nightshift.bulk.dir (NIGHTSHIFT_BULK_DIR) names is mounted."));
    }

    @Override
    public Begun begin(ImportRequest request, Optional<IdempotencyKey> key, InputStream file, String by)
            throws ImportRefused, IOException {
        JobId id = bulkJobs.newId();
        bulkJobs.find(id); // check the store before a large file is sent in full
        Uploaded uploaded = upload(id, request, file);
        SourceScan scan = uploaded.scan;
        int parts = request.partitions().orElse((int)
                Math.max(1, Math.min(ImportRequest.PARTITIONS_MOST, scan.length() / PARTITION_BYTES)));
        ImportPlan plan = new ImportPlan(
                request.task(),
                request.queue(),
                request.name(),
                request.format(),
                request.columns(),
                request.types(),
                request.priority(),
                request.maxAttempts(),
                request.spread().over().isZero()
                        ? Optional.empty()
                        : Optional.of(request.spread().over().toMillis()),
                request.tags(),
                scan.length(),
                scan.rows(),
                scan.columnNames(),
                scan.partitions(parts),
                by);
        ImportFolder folder = ImportFolder.of(config.dir(), id);
        BulkJobs.Begun begun;
        try {
            folder.take(uploaded.file, request.format());
            begun = begin(
                    new BulkJob(id, BulkKind.IMPORT, plan.json(), plan.checkpoints()),
                    new Submission(job(), key.map(uploaded::wholeRequest), Optional.empty()));
        } catch (StoreUnavailable e) {
            if (bulkJobs.find(id).isEmpty()) { // otherwise it continues; if nobody knows, the sweeper will find out
                folder.delete();
            }
            throw e;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(uploaded.file);
            folder.delete();
            throw e;
        }
        if (begun.how() == How.NEW) {
            return new Begun(
                    find(id).orElseThrow(() -> new IllegalStateException("import " + id + " was removed at once")),
                    true);
        }
        folder.delete();
        return before(begun);
    }

    /**
     * If the answer was lost, ask again. Reading the import instead is not enough: the answer also says that replicas
     * have confirmed.
     */
    private BulkJobs.Begun begin(BulkJob bulk, Submission job) {
        try {
            return bulkJobs.begin(bulk, job);
        } catch (StoreUnavailable e) {
            if (e.reason() != StoreUnavailable.Reason.UNREACHABLE) {
                throw e;
            }
            return bulkJobs.begin(bulk, job);
        }
    }

    private Begun before(BulkJobs.Begun begun) throws ImportRefused {
        Optional<Import> job = begun.how() == How.SAME_REQUEST ? find(begun.id()) : Optional.empty();
        return new Begun(
                job.orElseThrow(() -> new ImportRefused(
                        Reason.KEY_REUSED,
                        "Idempotency-Key",
                        begun.how() == How.SAME_REQUEST
                                ? "was used before with the same file, for import " + begun.id()
                                        + ", which is no longer kept: use another key to import it again"
                                : "was used before with another request, for job " + begun.id())),
                false);
    }

    private static NewJob job() {
        return new NewJob(TASK, "{}", JobOptions.with().queue(QUEUE).build());
    }

    private Uploaded upload(JobId id, ImportRequest request, InputStream file) throws ImportRefused, IOException {
        off().ifPresent(why -> {
            throw new IllegalStateException(why);
        });
        TaskDefinition task = tasks.find(request.task())
                .orElseThrow(() -> new ImportRefused(
                        Reason.UNFIT,
                        "?task",
                        "is not a task that this server knows, so that it cannot check the rows"));
        AtomicReference<RowMapper> mapper = new AtomicReference<>();
        SourceScan scan = new SourceScan(
                request.format(),
                header ->
                        mapper.set(new RowMapper(task, request.format(), header, request.columns(), request.types())));
        Path part = ImportFolder.upload(config.dir(), id);
        Files.createDirectories(part.getParent());
        String digest =
                new Upload(part, room, config.bytesMost(), request.bytes(), slots, System::nanoTime).take(file, scan);
        return new Uploaded(part, scan, mapper.get(), digest);
    }

    /** A file that is whole, looked through, and made sure of. */
    private record Uploaded(Path file, SourceScan scan, RowMapper mapper, String digest) {

        IdempotencyKey wholeRequest(IdempotencyKey key) {
            return new IdempotencyKey(key.principal(), key.key(), key.bodyHash() + digest);
        }
    }

    @Override
    public DryRun check(ImportRequest request, InputStream file) throws ImportRefused, IOException {
        Uploaded uploaded = upload(bulkJobs.newId(), request, file);
        try {
            return check(request, uploaded);
        } finally {
            Files.deleteIfExists(uploaded.file);
        }
    }

    private static DryRun check(ImportRequest request, Uploaded uploaded) throws IOException {
        SourceScan scan = uploaded.scan;
        ImportPlan.Partition all = scan.partitions(1).get(0);
        List<Sample> sample = new ArrayList<>();
        List<RejectedRow> rejects = new ArrayList<>();
        long checked = 0;
        long rejected = 0;
        try (BlockReader reader = new BlockReader(
                uploaded.file,
                request.format(),
                all.from(),
                all.to(),
                all.row(),
                all.line(),
                BLOCK_ROWS,
                BLOCK_BYTES)) {
            for (Optional<Block> block = reader.next();
                    block.isPresent() && checked < CHECKED_MOST;
                    block = reader.next()) {
                for (Row row : block.get().rows()) {
                    checked++;
                    Mapped mapped = uploaded.mapper.map(row);
                    if (mapped instanceof Mapped.Rejected bad) {
                        rejected++;
                        addUpTo(REJECTS_MOST, rejects, () -> Excerpt.of(bad.row()));
                    } else {
                        addUpTo(SAMPLE_MOST, sample, () -> Excerpt.of(row.line(), ((Mapped.Args) mapped).json()));
                    }
                }
            }
        }
        List<Column> columns =
                uploaded.mapper.columns().stream().map(StoredImports::column).toList();
        return new DryRun(scan.length(), scan.rows(), checked, rejected, columns, sample, rejects);
    }

    private static Column column(Columns.Column column) {
        return new Column(column.name(), column.field(), column.field().map(field -> column.type()));
    }

    private static <T> void addUpTo(int most, List<T> list, Supplier<T> item) {
        if (list.size() < most) {
            list.add(item.get());
        }
    }

    @Override
    public Optional<Import> find(JobId id) {
        return bulkJobs.find(id).flatMap(this::view);
    }

    @Override
    public Page page(int size, Optional<String> token) {
        BulkJobs.Page page = bulkJobs.page(BulkKind.IMPORT, size, token);
        Map<JobId, Job> jobs =
                catalog.findAll(page.items().stream().map(BulkJob::id).toList());
        return new Page(
                page.items().stream()
                        .filter(bulk -> jobs.containsKey(bulk.id()))
                        .map(bulk -> view(bulk, jobs.get(bulk.id())))
                        .toList(),
                page.nextToken());
    }

    private Optional<Import> view(BulkJob bulk) {
        Optional<Job> job = bulk.kind() == BulkKind.IMPORT ? catalog.find(bulk.id()) : Optional.empty();
        return job.map(found -> view(bulk, found));
    }

    private Import view(BulkJob bulk, Job job) {
        ImportPlan plan = ImportPlan.parse(bulk.description());
        return ImportView.of(job, plan, ImportView.states(plan, bulk.checkpoints()), config.retention());
    }

    @Override
    public Optional<RejectedRows> rejects(Import job) {
        ImportFolder folder = ImportFolder.of(config.dir(), job.id());
        return bulkJobs.find(job.id())
                .filter(bulk -> Files.isDirectory(folder.path()))
                .map(bulk -> {
                    ImportPlan plan = ImportPlan.parse(bulk.description());
                    return new StoredRejects(folder, plan, ImportView.states(plan, bulk.checkpoints()));
                });
    }
}
