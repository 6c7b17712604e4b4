package nightshift;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileReader;
import java.io.FileWriter;
import java.util.Set;
import nightshift.engine.Engine;
import nightshift.engine.EngineStatus;
import nightshift.redis.RedisStore;

/** Which package may know which. */
@AnalyzeClasses(packages = "nightshift", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule tasksAreWrittenAgainstLittle = only("nightshift.task..", "java..", "jakarta.enterprise.inject..",
            "jakarta.inject..");

    @ArchTest
    static final ArchRule jobIsPlainJava = only("nightshift.job..", "nightshift.task..", "java..");

    @ArchTest
    static final ArchRule jobDoesNotLog = noClasses().that().resideInAPackage("nightshift.job..")
            .should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule accessIsPlainJava = only("nightshift.access..", "nightshift.job..", "nightshift.task..",
            "java..", "javax.crypto..");

    @ArchTest
    static final ArchRule bulkIsPlainJava = only("nightshift.bulk..", "nightshift.job..", "nightshift.task..", "java..");

    @ArchTest
    static final ArchRule wireKnowsServletsOnly = only("nightshift.wire..", "java..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule jsonKnowsJobsOnly = only("nightshift.json..", "nightshift.job..", "nightshift.task..", "java..",
            "tools.jackson.core..");

    @ArchTest
    static final ArchRule engineKnowsJobsOnly = only("nightshift.engine..", "nightshift.job..", "nightshift.task..",
            "java..");

    @ArchTest
    static final ArchRule redisKnowsWhatItStores = only("nightshift.redis..", "nightshift.job..", "nightshift.task..", "nightshift.access..",
            "nightshift.bulk..", "java..", "redis.clients..", "org.apache.commons.pool2..", "com.fasterxml.uuid..", "tools.jackson..");

    @ArchTest
    static final ArchRule onlyRedisTalksToRedis = noClasses().that().resideOutsideOfPackage("nightshift.redis..")
            .should().dependOnClassesThat().resideInAPackage("redis.clients..");

    @ArchTest
    static final ArchRule onlyWorkRunsBatchJobs = noClasses().that().resideOutsideOfPackages("nightshift.work..", "nightshift.app..")
            .should().dependOnClassesThat().resideInAPackage("jakarta.batch..");

    @ArchTest
    static final ArchRule apiKnowsNoSibling = apart("nightshift.api..", "nightshift.work..", "nightshift.engine..",
            "nightshift.redis..", "nightshift.observe..");

    @ArchTest
    static final ArchRule workKnowsNoSibling = apart("nightshift.work..", "nightshift.api..", "nightshift.engine..",
            "nightshift.redis..", "nightshift.observe..");

    @ArchTest
    static final ArchRule engineKnowsNoSibling = apart("nightshift.engine..", "nightshift.api..", "nightshift.work..",
            "nightshift.redis..", "nightshift.observe..");

    @ArchTest
    static final ArchRule redisKnowsNoSibling = apart("nightshift.redis..", "nightshift.api..", "nightshift.work..",
            "nightshift.engine..", "nightshift.observe..");

    @ArchTest
    static final ArchRule observeKnowsNoSibling = apart("nightshift.observe..", "nightshift.api..", "nightshift.work..",
            "nightshift.redis..");

    @ArchTest
    static final ArchRule observeKnowsOnlyTheStatusOfTheEngine = noClasses().that().resideInAPackage("nightshift.observe..")
            .should().dependOnClassesThat(resideInAPackage("nightshift.engine..").and(not(belongToAnyOf(EngineStatus.class))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nobodyKnowsTheWiring = noClasses().that().resideOutsideOfPackage("nightshift.app..")
            .should().dependOnClassesThat().resideInAPackage("nightshift.app..");

    @ArchTest
    static final ArchRule onlyTheWiringMakesStoreAndEngine = noClasses()
            .that().resideOutsideOfPackages("nightshift.app..", "nightshift.redis..", "nightshift.engine..")
            .should().dependOnClassesThat(belongToAnyOf(RedisStore.class, Engine.class));

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("nightshift.(*)..").should().beFreeOfCycles();

    /** What these do depends on the language, the time zone or the characters of the machine. Name them. */
    private static final Set<String> OF_THE_MACHINE = Set.of(
            "java.lang.String.toLowerCase()", "java.lang.String.toUpperCase()", "java.lang.String.getBytes()",
            "java.lang.String.<init>([B)", "java.lang.String.<init>([B, int, int)",
            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.ByteArrayOutputStream.toString()", "java.io.InputStreamReader.<init>(java.io.InputStream)",
            "java.io.OutputStreamWriter.<init>(java.io.OutputStream)", "java.util.Scanner.<init>(java.io.InputStream)",
            "java.util.Locale.getDefault()", "java.util.TimeZone.getDefault()", "java.util.Calendar.getInstance()",
            "java.util.Formatter.<init>()", "java.text.SimpleDateFormat.<init>(java.lang.String)",
            "java.text.NumberFormat.getInstance()", "java.text.DecimalFormat.<init>(java.lang.String)",
            "java.nio.charset.Charset.defaultCharset()", "java.time.ZoneId.systemDefault()",
            "java.time.Clock.systemDefaultZone()", "java.time.LocalDate.now()", "java.time.LocalDateTime.now()",
            "java.time.LocalTime.now()", "java.time.ZonedDateTime.now()", "java.time.OffsetDateTime.now()",
            "java.time.Year.now()");

    @ArchTest
    static final ArchRule theMachineDoesNotMatter = noClasses().should().accessTargetWhere(
            describe("they depend on the language, time zone or characters of the machine",
                    access -> OF_THE_MACHINE.contains(access.getTarget().getFullName())
                            || access.getTargetOwner().isAssignableTo(FileReader.class)
                            || access.getTargetOwner().isAssignableTo(FileWriter.class)));

    @ArchTest
    static final ArchRule theDoorStandsAlone = only("nightshift.door..", "java..", "com.ibm.wsspi.http..");

    @ArchTest
    static final ArchRule nobodyKnowsTheDoor = noClasses().that().resideOutsideOfPackage("nightshift.door..")
            .should().dependOnClassesThat().resideInAPackage("nightshift.door..");

    private static ArchRule only(String... packages) {
        return classes().that().resideInAPackage(packages[0]).should().onlyDependOnClassesThat().resideInAnyPackage(packages);
    }

    private static ArchRule apart(String one, String... others) {
        return noClasses().that().resideInAPackage(one).should().dependOnClassesThat().resideInAnyPackage(others)
                .allowEmptyShould(true);
    }
}
