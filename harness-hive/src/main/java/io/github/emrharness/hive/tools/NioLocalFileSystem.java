package io.github.emrharness.hive.tools;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.UserGroupInformation;
import org.jspecify.annotations.Nullable;

/**
 * Hadoop's local file system, with permissions and owners read and set through {@code java.nio}: without its native library
 * Hadoop starts a process of {@code ls} or {@code chmod} for each of them, hundreds for one script.
 */
public final class NioLocalFileSystem extends LocalFileSystem {

    /** For Hadoop. */
    public NioLocalFileSystem() {
        super(new Raw());
    }

    /** The same for {@code FileContext}. */
    public static final class Afs extends DelegateToFileSystem {

        /** For Hadoop. */
        public Afs(URI uri, Configuration conf) throws IOException, java.net.URISyntaxException {
            super(uri, new NioLocalFileSystem(), conf, FsConstants.LOCAL_FS_URI.getScheme(), false);
        }
    }

    private static final class Raw extends RawLocalFileSystem {

        @Override
        public FileStatus getFileStatus(Path path) throws IOException {
            FileStatus status = super.getFileStatus(path);
            java.nio.file.Path file = pathToFile(path).toPath();
            try {
                PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
                return withPermission(status, permission(attributes.permissions()));
            } catch (NoSuchFileException e) {
                throw (FileNotFoundException)
                        new FileNotFoundException("File " + path + " does not exist").initCause(e);
            } catch (UnsupportedOperationException notPosix) {
                return withPermission(status, FsPermission.getDirDefault());
            }
        }

        @Override
        public FileStatus[] listStatus(Path path) throws IOException {
            FileStatus[] found = super.listStatus(path);
            for (int i = 0; i < found.length; i++) {
                found[i] = getFileStatus(found[i].getPath());
            }
            return found;
        }

        /** Asked for each file that a container of Tez is given. */
        @Override
        public FileStatus getFileLinkStatus(Path path) throws IOException {
            return Files.isSymbolicLink(pathToFile(path).toPath())
                    ? super.getFileLinkStatus(path)
                    : getFileStatus(path);
        }

        @Override
        public void setPermission(Path path, FsPermission permission) throws IOException {
            var view = Files.getFileAttributeView(pathToFile(path).toPath(), PosixFileAttributeView.class);
            if (view != null) {
                view.setPermissions(permissions(permission));
            }
        }

        /** Nobody but root may give files away, and all here belong to one user. */
        @Override
        public void setOwner(Path path, @Nullable String user, @Nullable String group) {}

        /** All belongs to the user of the process, whom Hadoop's user need not be. */
        private static FileStatus withPermission(FileStatus of, FsPermission permission) throws IOException {
            String user = UserGroupInformation.getCurrentUser().getShortUserName();
            return new FileStatus(
                    of.getLen(),
                    of.isDirectory(),
                    of.getReplication(),
                    of.getBlockSize(),
                    of.getModificationTime(),
                    of.getAccessTime(),
                    permission,
                    user,
                    user,
                    of.getPath());
        }

        private static FsPermission permission(Set<PosixFilePermission> set) {
            return new FsPermission(
                    action(
                            set,
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE),
                    action(
                            set,
                            PosixFilePermission.GROUP_READ,
                            PosixFilePermission.GROUP_WRITE,
                            PosixFilePermission.GROUP_EXECUTE),
                    action(
                            set,
                            PosixFilePermission.OTHERS_READ,
                            PosixFilePermission.OTHERS_WRITE,
                            PosixFilePermission.OTHERS_EXECUTE));
        }

        private static FsAction action(
                Set<PosixFilePermission> set,
                PosixFilePermission read,
                PosixFilePermission write,
                PosixFilePermission execute) {
            FsAction action = FsAction.NONE;
            action = set.contains(read) ? action.or(FsAction.READ) : action;
            action = set.contains(write) ? action.or(FsAction.WRITE) : action;
            return set.contains(execute) ? action.or(FsAction.EXECUTE) : action;
        }

        private static Set<PosixFilePermission> permissions(FsPermission permission) {
            Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
            int bits = permission.toShort();
            PosixFilePermission[] fromLeft = PosixFilePermission.values();
            for (int i = 0; i < fromLeft.length; i++) {
                if ((bits & (1 << (fromLeft.length - 1 - i))) != 0) {
                    set.add(fromLeft[i]);
                }
            }
            return set;
        }
    }
}
