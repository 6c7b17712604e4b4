package nightshift.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a caller is to Nightshift, and so what it may do. */
public enum Role {
    /** Looks on. */
    VIEWER(Permission.READ),
    /** Keeps jobs and queues going. */
    OPERATOR(Permission.READ, Permission.SUBMIT, Permission.OPERATE),
    /** May do everything. */
    ADMIN(Permission.values()),
    /** A program that submits jobs and looks how they fare. */
    SUBMITTER(Permission.READ, Permission.SUBMIT);

    private final Set<Permission> permissions;

    Role(Permission... permissions) {
        this.permissions = EnumSet.of(permissions[0], permissions);
    }

    /** Whether callers of this role may do that. */
    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** The role as the API writes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
