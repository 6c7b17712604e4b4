package nightshift.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The role of a caller, which decides what it may do. */
public enum Role {
    /** Reads everything and changes nothing. */
    VIEWER(Permission.READ),
    /** Keeps jobs and queues going. */
    OPERATOR(Permission.READ, Permission.SUBMIT, Permission.OPERATE),
    /** May do everything. */
    ADMIN(Permission.values()),
    /** A program that submits jobs and checks on them. */
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
