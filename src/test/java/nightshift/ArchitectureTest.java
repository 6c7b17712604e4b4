package nightshift;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileReader;
import java.io.FileWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import nightshift.engine.Engine;
import nightshift.engine.EngineStatus;
import nightshift.job.Transitions;
import nightshift.redis.RedisStore;

/** Which room may know which. A room is a package right below {@code nightshift}, with all packages below that. */
@AnalyzeClasses(packages = "nightshift", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Every room from the ground up, and what it knows. A room knows only rooms above it in this table. */
    private static final String ROOMS = """
            task     :
            door     :
            job      : task
            schedule : job
            limit    : job task
            failure  : job task
            store    : limit schedule job task
            search   : store job task
            format   : limit store job task
            access   : store
            engine   : failure schedule store job task
            binding  : format schedule job task
            disk     : store job task
            batch    : binding store job task
            http     : binding job task
            builtin  : binding job task
            archive  : disk format store job
            imports  : batch binding disk format store job task
            exports  : batch binding disk format store job task
            operations : batch binding format store job task
            incident : operations format store job task
            recount  :
            redis    : access failure format recount store search limit schedule job task
            web      : access format store job task
            api      : web incident operations imports exports access format failure store limit schedule job task
            observe  : incident engine access store schedule job task
            app      : observe api web redis incident operations exports imports archive builtin http batch disk binding engine access failure store limit job task
            """;

    private static final Map<String, Set<String>> KNOWN = known();

    /** Packages that only their own room enters. Where a second name follows, that room enters too. */
    private static final Map<String, Set<String>> INNER = Map.of(
            "redis.link",
            Set.of(),
            "redis.record",
            Set.of(),
            "redis.find",
            Set.of(),
            "redis.check",
            Set.of(),
            "imports.rows",
            Set.of(),
            "imports.plan",
            Set.of(),
            "imports.upload",
            Set.of(),
            "imports.stored",
            Set.of("app"),
            "imports.run",
            Set.of("app"));

    @ArchTest
    static void roomsKnowWhatTheTableSays(JavaClasses classes) {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JavaClass each : classes) {
            Set<String> known = found.computeIfAbsent(room(each), name -> new TreeSet<>());
            ours(each)
                    .map(ArchitectureTest::room)
                    .filter(other -> !other.equals(room(each)))
                    .forEach(known::add);
        }
        assertThat(found).isEqualTo(new TreeMap<>(KNOWN));
    }

    @ArchTest
    static void noArrowPointsUp(JavaClasses classes) {
        List<String> below = new ArrayList<>();
        KNOWN.forEach((room, known) -> {
            assertThat(below)
                    .as("what %s knows stands above it in the table", room)
                    .containsAll(known);
            below.add(room);
        });
    }

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("nightshift.(**)").should().beFreeOfCycles();

    @ArchTest
    static void innerPackagesAreEnteredFromTheirRoomOnly(JavaClasses classes) {
        Set<String> intruders = new TreeSet<>();
        for (JavaClass each : classes) {
            ours(each)
                    .filter(other -> INNER.containsKey(path(other))
                            && !room(other).equals(room(each))
                            && !INNER.get(path(other)).contains(room(each)))
                    .forEach(other -> intruders.add(each.getName() + " -> " + other.getName()));
        }
        assertThat(intruders).isEmpty();
    }

    /**
     * A public class is used in another package, published, or made by a container. The tests of every script compare with
     * {@link Transitions}.
     */
    @ArchTest
    static void nothingIsPublicForNobody(JavaClasses classes) {
        Set<String> used = new HashSet<>();
        for (JavaClass each : classes) {
            Stream.concat(
                            ours(each).filter(other -> !other.getPackageName().equals(each.getPackageName())),
                            exposed(each))
                    .forEach(other -> used.add(topLevel(other).getName()));
        }
        Set<String> needless = new TreeSet<>();
        for (JavaClass each : classes) {
            if (each.isTopLevelClass()
                    && each.getModifiers().contains(JavaModifier.PUBLIC)
                    && !room(each).equals("task")
                    && !each.isEquivalentTo(Transitions.class)
                    && !used.contains(each.getName())
                    && !isMadeByContainer(each)) {
                needless.add(each.getName());
            }
        }
        assertThat(needless).as("public classes that no other package uses").isEmpty();
    }

    /** What callers in other packages get from a class or pass to it, though they may never name it. */
    private static Stream<JavaClass> exposed(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                ? type.getCodeUnits().stream()
                        .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(unit ->
                                Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream()))
                        .flatMap(each -> each.getAllInvolvedRawTypes().stream())
                        .filter(each -> !each.equals(type))
                : Stream.empty();
    }

    private static boolean isMadeByContainer(JavaClass type) {
        return type.getAnnotations().stream()
                        .map(each -> each.getRawType().getName())
                        .anyMatch(CONTAINER::contains)
                || Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                        .map(JavaClass::getName)
                        .anyMatch(CONTAINER::contains)
                || type.getMethods().stream()
                        .anyMatch(method -> method.getFullName().endsWith(".main([Ljava.lang.String;)"));
    }

    /** Annotations and supertypes of classes that are found by name or by annotation. */
    private static final Set<String> CONTAINER = Set.of(
            "jakarta.ws.rs.Path",
            "jakarta.ws.rs.ext.Provider",
            "jakarta.ws.rs.core.Application",
            "jakarta.servlet.http.HttpFilter",
            "jakarta.servlet.http.HttpServlet",
            "jakarta.enterprise.context.ApplicationScoped",
            "jakarta.enterprise.context.Dependent",
            "jakarta.inject.Named",
            "jakarta.decorator.Decorator",
            "org.eclipse.microprofile.health.HealthCheck",
            "org.eclipse.microprofile.config.spi.ConfigSource",
            "com.ibm.wsspi.http.WorkClassifier");

    @ArchTest
    static final ArchRule tasksAreWrittenAgainstLittle =
            only("nightshift.task..", "java..", "jakarta.enterprise.inject..", "jakarta.inject..");

    @ArchTest
    static final ArchRule jobIsPlainJava = only("nightshift.job..", "nightshift.task..", "java..");

    @ArchTest
    static final ArchRule jobDoesNotLog = noClasses()
            .that()
            .resideInAPackage("nightshift.job..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule scheduleIsPlainJava = only("nightshift.schedule..", "nightshift..", "java..");

    @ArchTest
    static final ArchRule storeIsPlainJava = only("nightshift.store..", "nightshift..", "java..");

    @ArchTest
    static final ArchRule engineIsPlainJava = only("nightshift.engine..", "nightshift..", "java..");

    @ArchTest
    static final ArchRule accessIsPlainJava = only("nightshift.access..", "nightshift..", "java..", "javax.crypto..");

    @ArchTest
    static final ArchRule formatKnowsTheParserOnly =
            only("nightshift.format..", "nightshift..", "java..", "tools.jackson.core..");

    @ArchTest
    static final ArchRule wireKnowsServletsOnly = only("nightshift.web.wire..", "java..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule redisKnowsWhatItStores = only(
            "nightshift.redis..",
            "nightshift..",
            "java..",
            "redis.clients..",
            "org.apache.commons.pool2..",
            "com.fasterxml.uuid..",
            "tools.jackson..");

    @ArchTest
    static final ArchRule onlyRedisTalksToRedis = noClasses()
            .that()
            .resideOutsideOfPackage("nightshift.redis..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("redis.clients..");

    @ArchTest
    static final ArchRule onlyBulkWorkRunsBatchJobs = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "nightshift.batch..", "nightshift.imports.run..", "nightshift.exports..", "nightshift.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.batch..");

    @ArchTest
    static final ArchRule observeKnowsOnlyTheStatusOfTheEngine = noClasses()
            .that()
            .resideInAPackage("nightshift.observe..")
            .should()
            .dependOnClassesThat(resideInAPackage("nightshift.engine..").and(not(belongToAnyOf(EngineStatus.class))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheWiringMakesStoreAndEngine = noClasses()
            .that()
            .resideOutsideOfPackages("nightshift.app..", "nightshift.redis..", "nightshift.engine..")
            .should()
            .dependOnClassesThat(belongToAnyOf(RedisStore.class, Engine.class));

    /** What these do depends on the language, the time zone or the characters of the machine. Name them. */
    private static final Set<String> OF_THE_MACHINE = Set.of(
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.lang.String.getBytes()",
            "java.lang.String.<init>([B)",
            "java.lang.String.<init>([B, int, int)",
            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.ByteArrayOutputStream.toString()",
            "java.io.InputStreamReader.<init>(java.io.InputStream)",
            "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
            "java.util.Scanner.<init>(java.io.InputStream)",
            "java.util.Locale.getDefault()",
            "java.util.TimeZone.getDefault()",
            "java.util.Calendar.getInstance()",
            "java.util.Formatter.<init>()",
            "java.text.SimpleDateFormat.<init>(java.lang.String)",
            "java.text.NumberFormat.getInstance()",
            "java.text.DecimalFormat.<init>(java.lang.String)",
            "java.nio.charset.Charset.defaultCharset()",
            "java.time.ZoneId.systemDefault()",
            "java.time.Clock.systemDefaultZone()",
            "java.time.LocalDate.now()",
            "java.time.LocalDateTime.now()",
            "java.time.LocalTime.now()",
            "java.time.ZonedDateTime.now()",
            "java.time.OffsetDateTime.now()",
            "java.time.Year.now()");

    @ArchTest
    static final ArchRule theMachineDoesNotMatter = noClasses()
            .should()
            .accessTargetWhere(describe(
                    "they depend on the language, time zone or characters of the machine",
                    access -> OF_THE_MACHINE.contains(access.getTarget().getFullName())
                            || access.getTargetOwner().isAssignableTo(FileReader.class)
                            || access.getTargetOwner().isAssignableTo(FileWriter.class)));

    @ArchTest
    static final ArchRule theDoorStandsAlone = only("nightshift.door..", "java..", "com.ibm.wsspi.http..");

    private static Map<String, Set<String>> known() {
        Map<String, Set<String>> rooms = new LinkedHashMap<>();
        ROOMS.lines()
                .map(line -> line.split(":"))
                .forEach(row -> rooms.put(
                        row[0].strip(),
                        row.length == 1
                                ? Set.of()
                                : new TreeSet<>(Set.of(row[1].strip().split(" ")))));
        return rooms;
    }

    private static Stream<JavaClass> ours(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(other -> other.getPackageName().startsWith("nightshift."));
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::topLevel).orElse(type);
    }

    /** The package without the root: {@code redis.link}. */
    private static String path(JavaClass type) {
        return type.getPackageName().substring("nightshift.".length());
    }

    private static String room(JavaClass type) {
        return path(type).split("\\.")[0];
    }

    private static ArchRule only(String... packages) {
        return classes()
                .that()
                .resideInAPackage(packages[0])
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages);
    }
}
