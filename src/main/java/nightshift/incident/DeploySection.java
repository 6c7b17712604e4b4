package nightshift.incident;

import java.util.List;
import java.util.stream.Stream;
import nightshift.incident.Monitoring.Found;

/** The versions that ran, and the servers that came and went. */
record DeploySection(Found<Build> builds, List<ServerRun> servers, Window window) implements Section {

    private static final int MOST = 60;

    @Override
    public void write(Page page) {
        page.title(2, "Deploys").title(3, "Versions, as Prometheus saw them");
        builds.problem().ifPresent(page::paragraph);
        if (builds.problem().isEmpty() || !builds.items().isEmpty()) {
            page.table(
                    List.of("appeared", "gone", "version", "revision", "servers at most"),
                    builds.items().stream().map(DeploySection::row).toList(),
                    MOST);
        }
        page.title(3, "Servers with workers");
        page.table(
                List.of("started", "ended", "worker", "host", "version"),
                servers.stream().map(this::row).toList(),
                MOST);
    }

    private static List<String> row(Build build) {
        return List.of(
                build.appeared().map(Page::time).orElse("before"),
                build.gone().map(Page::time).orElse("still runs"),
                Page.code(build.version()),
                Page.code(build.revision()),
                Integer.toString(build.servers()));
    }

    private List<String> row(ServerRun run) {
        return List.of(
                run.began().map(Page::time).orElse("before"),
                run.ended()
                        .map(at -> Page.time(at) + (run.lost() ? ", lost" : ""))
                        .orElse("still runs"),
                Page.code(run.worker()),
                Page.code(run.place().host()),
                Page.code(run.place().version()));
    }

    @Override
    public Stream<Moment> moments() {
        Stream<Moment> versions = builds.items().stream()
                .flatMap(build -> Stream.concat(
                        build
                                .appeared()
                                .map(at -> new Moment(at, "Version " + Page.code(build.version()) + " appeared"))
                                .stream(),
                        build
                                .gone()
                                .map(at -> new Moment(at, "Version " + Page.code(build.version()) + " was gone"))
                                .stream()));
        Stream<Moment> runs = servers.stream()
                .flatMap(run -> Stream.concat(
                        run.began().map(at -> new Moment(at, what(run) + " started")).stream(),
                        run
                                .ended()
                                .map(at -> new Moment(
                                        at, what(run) + (run.lost() ? " sent its last heartbeat" : " stopped")))
                                .stream()));
        return Stream.concat(versions, runs).filter(moment -> window.has(moment.at()));
    }

    private static String what(ServerRun run) {
        return "Server " + Page.code(run.place().host()) + " (worker " + Page.code(run.worker()) + ", version "
                + Page.code(run.place().version()) + ")";
    }
}
