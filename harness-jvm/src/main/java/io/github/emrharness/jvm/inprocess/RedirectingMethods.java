package io.github.emrharness.jvm.inprocess;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * The methods of a class that may use something to redirect. Most methods of a class do not, and to take a method apart
 * costs a hundred times more than to copy it. The code is not decoded: it is searched for three bytes, the opcode and the
 * index of a constant, which may be found by chance as well but are never missed (JVMS 4.7.3, 6.5).
 */
final class RedirectingMethods {

    private final ClassReader reader;
    private final ConstantPool constants;
    private final char[] buffer;
    private final boolean all;
    private final Set<String> methods = new HashSet<>();

    RedirectingMethods(ClassReader reader, ConstantPool constants) {
        this.reader = reader;
        this.constants = constants;
        // Method references are used in several ways, and those to something listed are rare.
        all = constants.hasRedirectedHandle();
        buffer = new char[reader.getMaxStringLength()];
        int interfaces = reader.readUnsignedShort(reader.header + 6);
        int at = reader.header + 8 + 2 * interfaces;
        int fields = reader.readUnsignedShort(at);
        at += 2;
        for (int i = 0; i < fields; i++) {
            at = afterAttributes(at + 6);
        }
        int count = reader.readUnsignedShort(at);
        at += 2;
        for (int i = 0; i < count; i++) {
            at = method(at);
        }
    }

    boolean contains(String name, String descriptor) {
        return all || methods.contains(name + descriptor);
    }

    private int method(int start) {
        int at = start + 8;
        for (int i = reader.readUnsignedShort(start + 6); i > 0; i--) {
            int length = reader.readInt(at + 2);
            if ("Code".equals(reader.readUTF8(at, buffer)) && mayRedirect(at + 14, reader.readInt(at + 10))) {
                methods.add(reader.readUTF8(start + 2, buffer) + reader.readUTF8(start + 4, buffer));
            }
            at += 6 + length;
        }
        return at;
    }

    private int afterAttributes(int start) {
        int at = start + 2;
        for (int i = reader.readUnsignedShort(start); i > 0; i--) {
            at += 6 + reader.readInt(at + 2);
        }
        return at;
    }

    private boolean mayRedirect(int code, int length) {
        for (int at = code; at <= code + length - 3; at++) {
            boolean uses =
                    switch (reader.readByte(at) & 0xff) {
                        case Opcodes.INVOKESTATIC,
                                Opcodes.INVOKEVIRTUAL,
                                Opcodes.INVOKEINTERFACE,
                                Opcodes.INVOKESPECIAL,
                                Opcodes.GETSTATIC -> constants.isRedirected(reader.readUnsignedShort(at + 1));
                        default -> false;
                    };
            if (uses) {
                return true;
            }
        }
        return false;
    }
}
