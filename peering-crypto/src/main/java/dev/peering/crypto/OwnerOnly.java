package dev.peering.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A file that nobody but its owner may touch: how to make one, and how to tell one.
 *
 * <p>Modes (0600) where the file system has them, otherwise an access list, otherwise refusal. Whoever is allowed to override
 * access rights (root, an administrator) is out of reach either way.
 */
final class OwnerOnly {

    private OwnerOnly() {}

    /** For the creation of a file at this path, so that there is no moment in which others may open it. */
    static FileAttribute<?> attribute(Path path) throws IOException {
        Set<String> views = path.getFileSystem().supportedFileAttributeViews();
        if (views.contains("posix")) {
            return PosixFilePermissions.asFileAttribute(
                    EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
        if (views.contains("acl")) {
            return onlyEntry(path.getFileSystem()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(System.getProperty("user.name")));
        }
        throw new IOException("the file system at " + path + " knows no owners: keep the identity on one that does");
    }

    /**
     * Looks at the file itself, not through a link.
     *
     * @throws KeyException when somebody besides the owner may do something with it
     */
    static void require(Path file) throws IOException, KeyException {
        PosixFileAttributeView modes =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (modes != null) {
            requireMode(file, modes.readAttributes().permissions());
            return;
        }
        AclFileAttributeView list =
                Files.getFileAttributeView(file, AclFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (list == null) {
            throw new KeyException(
                    "the file system of " + file + " knows no owners: keep the identity on one that does");
        }
        requireList(file, list.getOwner(), list.getAcl());
    }

    /** Writing counts as much as reading: whoever can replace the key can be us. */
    private static void requireMode(Path file, Set<PosixFilePermission> permissions) throws KeyException {
        Set<PosixFilePermission> beyond = EnumSet.noneOf(PosixFilePermission.class);
        beyond.addAll(permissions);
        beyond.removeAll(OWNER);
        if (!beyond.isEmpty()) {
            throw new KeyException("identity file " + file + " is open to others ("
                    + PosixFilePermissions.toString(permissions) + "): run chmod 600 " + file);
        }
    }

    static void requireList(Path file, UserPrincipal owner, List<AclEntry> entries) throws KeyException {
        for (AclEntry entry : entries) {
            if (entry.type() == AclEntryType.ALLOW && !entry.principal().equals(owner)) {
                throw new KeyException("identity file " + file + " is open to "
                        + entry.principal().getName() + ": remove every entry but the owner's from its access list");
            }
        }
    }

    private static FileAttribute<List<AclEntry>> onlyEntry(UserPrincipal owner) {
        List<AclEntry> entries = List.of(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(owner)
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build());
        return new FileAttribute<>() {
            @Override
            public String name() {
                return "acl:acl";
            }

            @Override
            public List<AclEntry> value() {
                return entries;
            }
        };
    }

    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
}
