package io.github.emrharness.jvm.inprocess;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class that stands for {@link Files}: it has the same methods, and passes every path through
 * {@link FileFacade#resolve(Path)}. Made from what this JDK has, since later ones add to them.
 */
final class FilesBytes {

    private static final String PATH = Type.getDescriptor(Path.class);

    private FilesBytes() {}

    static byte[] make() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
                Redirections.FILES,
                null,
                "java/lang/Object",
                null);
        for (Method method : Files.class.getMethods()) {
            if (method.getDeclaringClass() == Files.class && Modifier.isStatic(method.getModifiers())) {
                write(writer, method);
            }
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void write(ClassWriter writer, Method method) {
        String descriptor = Type.getMethodDescriptor(method);
        MethodVisitor code = writer.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                method.getName(),
                descriptor,
                null,
                Arrays.stream(method.getExceptionTypes())
                        .map(Type::getInternalName)
                        .toArray(String[]::new));
        code.visitCode();
        boolean givenPath = false;
        int local = 0;
        for (Type parameter : Type.getArgumentTypes(descriptor)) {
            code.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), local);
            local += parameter.getSize();
            if (parameter.getDescriptor().equals(PATH)) {
                givenPath = true;
                code.visitMethodInsn(
                        Opcodes.INVOKESTATIC, Redirections.FILE_FACADE, "resolve", "(" + PATH + ")" + PATH, false);
            }
        }
        // Those without a path make a file in the temporary directory.
        String target = givenPath ? Redirections.JDK_FILES : Redirections.FILE_FACADE;
        code.visitMethodInsn(Opcodes.INVOKESTATIC, target, method.getName(), descriptor, false);
        code.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
