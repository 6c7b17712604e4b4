package nightshift.archive;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The command that reads an archive: {@code scripts/archive.sh}. */
public final class ArchiveCommand {

    private static final int UNREADABLE = 1;
    private static final int MISUSED = 2;

    private ArchiveCommand() {}

    /** Ends with status 0, 1 if something could not be read, or 2 if the options cannot be understood. */
    public static void main(String[] args) {
        System.exit(run(List.of(args)));
    }

    private static int run(List<String> args) {
        if (args.contains("--help")) {
            System.out.print(ArchiveOptions.USAGE);
            return 0;
        }
        ArchiveOptions options;
        try {
            options = ArchiveOptions.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println("archive: " + e.getMessage() + "; see --help");
            return MISUSED;
        }
        // not System.out, which would hide that nobody reads the output anymore
        try (OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16)) {
            return new ArchiveReader(options, out, remark -> System.err.println("archive: " + remark)).print()
                    ? 0
                    : UNREADABLE;
        } catch (IOException e) {
            System.err.println("archive: " + e.getMessage());
            return UNREADABLE;
        }
    }
}
