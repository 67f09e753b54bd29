package io.github.emrharness.jvm.inprocess;

import java.nio.charset.StandardCharsets;

/** Reads a class file's constant pool just far enough to say what of the class is to be rewritten (JVMS 4.4). */
final class ConstantPool {

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int STRING = 8;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int METHOD_HANDLE = 15;
    private static final int METHOD_TYPE = 16;
    private static final int MODULE = 19;
    private static final int PACKAGE = 20;

    private final byte[] bytes;
    private final int[] offsets;

    ConstantPool(byte[] bytes) {
        this.bytes = bytes;
        offsets = new int[u2(8)];
        int at = 10;
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] = at;
            int tag = bytes[at];
            switch (tag) {
                case UTF8 -> at += 3 + u2(at + 1);
                case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE -> at += 3;
                case METHOD_HANDLE -> at += 4;
                case LONG, DOUBLE -> {
                    at += 9;
                    i++;
                }
                default -> at += 5;
            }
        }
    }

    /** Whether the class refers to something that {@link Redirections} lists. */
    boolean mentionsRedirected() {
        for (int i = 0; i < offsets.length; i++) {
            if (isRedirected(i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the method handles, of which method references are made, is to something listed. */
    boolean hasRedirectedHandle() {
        for (int offset : offsets) {
            if (offset != 0 && bytes[offset] == METHOD_HANDLE && isRedirected(u2(offset + 2))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the constant of that index, if there is one, is a field or method that is listed. */
    boolean isRedirected(int index) {
        int offset = index < offsets.length ? offsets[index] : 0;
        if (offset == 0 || (bytes[offset] != FIELD && bytes[offset] != METHOD && bytes[offset] != INTERFACE_METHOD)) {
            return false;
        }
        int owner = offsets[u2(offsets[u2(offset + 1)] + 1)];
        if (!startsLikeJdk(owner)) {
            return false;
        }
        String ownerName = utf8(owner);
        if (!Redirections.concerns(ownerName)) {
            return false;
        }
        int nameAndType = offsets[u2(offset + 3)];
        String name = utf8(offsets[u2(nameAndType + 1)]);
        return bytes[offset] == FIELD
                ? Redirections.isField(ownerName, name)
                : Redirections.isStaticMethod(ownerName, name)
                        || Redirections.isMethod(ownerName, name)
                        || Redirections.isConstructor(ownerName, name, utf8(offsets[u2(nameAndType + 3)]));
    }

    private boolean startsLikeJdk(int utf8) {
        return u2(utf8 + 1) >= 12 && bytes[utf8 + 3] == 'j' && bytes[utf8 + 4] == 'a' && bytes[utf8 + 5] == 'v';
    }

    private String utf8(int offset) {
        return new String(bytes, offset + 3, u2(offset + 1), StandardCharsets.UTF_8);
    }

    private int u2(int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }
}
