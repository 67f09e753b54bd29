package io.github.emrharness.jvm.inprocess;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Redirects what a class asks of {@code System} and its like to the {@link ProcessFacade} and the
 * {@link FileFacade}, in calls, method references and
 * constants. A call takes from the stack and leaves on it what it did before, so no frame is computed and no class loaded.
 */
final class ClassRewriter {

    private static final String HANDLER = "Ljava/net/URLStreamHandler;";
    /** What {@code new URL(spec)} adds to the stack, the most of all: a null context, and copies of context and spec. */
    private static final int EXTRA_STACK = 3;

    private ClassRewriter() {}

    /** The rewritten class file, or null if the class has nothing to redirect. */
    static byte @Nullable [] rewrite(byte[] classFile) {
        ConstantPool constants = new ConstantPool(classFile);
        if (!constants.mentionsRedirected()) {
            return null;
        }
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new Classes(writer, new RedirectingMethods(reader, constants)), 0);
        return writer.toByteArray();
    }

    private static final class Classes extends ClassVisitor {

        private final RedirectingMethods redirecting;

        Classes(ClassVisitor next, RedirectingMethods redirecting) {
            super(Opcodes.ASM9, next);
            this.redirecting = redirecting;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            // The writer's own visitor makes the reader copy the method as it is.
            return redirecting.contains(name, descriptor) ? new Instructions(next) : next;
        }
    }

    private static final class Instructions extends MethodVisitor {

        private boolean needsMoreStack;

        Instructions(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (opcode == Opcodes.INVOKESTATIC && Redirections.isStaticMethod(owner, name)) {
                callFacade(owner, name, descriptor);
            } else if ((opcode == Opcodes.INVOKEVIRTUAL || opcode == Opcodes.INVOKEINTERFACE)
                    && Redirections.isMethod(owner, name)) {
                callFacade(owner, name, withReceiver(owner, descriptor));
            } else if (opcode == Opcodes.INVOKESPECIAL && Redirections.isConstructor(owner, name, descriptor)) {
                construct(owner, descriptor);
            } else {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            }
        }

        private void construct(String owner, String descriptor) {
            needsMoreStack = true;
            if (Redirections.isUrl(owner, descriptor)) {
                constructUrl(descriptor);
            } else {
                resolveFirst(Type.getArgumentTypes(descriptor));
                super.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, "<init>", descriptor, false);
            }
        }

        /** Brings the path to the top of the stack and back. All that may stand above it has the size of one slot. */
        private void resolveFirst(Type[] arguments) {
            switch (arguments.length) {
                case 1 -> resolve(arguments[0]);
                case 2 -> {
                    super.visitInsn(Opcodes.SWAP);
                    resolve(arguments[0]);
                    super.visitInsn(Opcodes.SWAP);
                }
                case 3 -> {
                    super.visitInsn(Opcodes.DUP2_X1);
                    super.visitInsn(Opcodes.POP2);
                    resolve(arguments[0]);
                    super.visitInsn(Opcodes.DUP_X2);
                    super.visitInsn(Opcodes.POP);
                }
                // JarFile's with a version only.
                default -> {}
            }
        }

        private void resolve(Type path) {
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    Redirections.FILE_FACADE,
                    "resolve",
                    "(" + path.getDescriptor() + ")" + path.getDescriptor(),
                    false);
        }

        /** Turns {@code new URL([context,] spec)} into {@code new URL(context, spec, handler)}. */
        private void constructUrl(String descriptor) {
            if (descriptor.equals(Redirections.URL_FROM_SPEC)) {
                super.visitInsn(Opcodes.ACONST_NULL);
                super.visitInsn(Opcodes.SWAP);
            }
            super.visitInsn(Opcodes.DUP2);
            callFacade(Redirections.URL, "handlerFor", "(Ljava/net/URL;Ljava/lang/String;)" + HANDLER);
            super.visitMethodInsn(
                    Opcodes.INVOKESPECIAL,
                    Redirections.URL,
                    "<init>",
                    "(Ljava/net/URL;Ljava/lang/String;" + HANDLER + ")V",
                    false);
        }

        private void callFacade(String owner, String name, String descriptor) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, Redirections.facadeOf(owner), name, descriptor, false);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (opcode == Opcodes.GETSTATIC && Redirections.isField(owner, name)) {
                callFacade(owner, name, "()" + descriptor);
            } else {
                super.visitFieldInsn(opcode, owner, name, descriptor);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            super.visitInvokeDynamicInsn(name, descriptor, redirected(bootstrap), redirected(arguments));
        }

        @Override
        public void visitLdcInsn(Object value) {
            super.visitLdcInsn(redirected(value));
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            super.visitMaxs(needsMoreStack ? maxStack + EXTRA_STACK : maxStack, maxLocals);
        }
    }

    private static String withReceiver(String owner, String descriptor) {
        return "(L" + owner + ";" + descriptor.substring(1);
    }

    private static Object[] redirected(Object[] constants) {
        Object[] result = new Object[constants.length];
        for (int i = 0; i < constants.length; i++) {
            result[i] = redirected(constants[i]);
        }
        return result;
    }

    private static Object redirected(Object constant) {
        if (constant instanceof Handle handle) {
            return redirected(handle);
        }
        if (constant instanceof ConstantDynamic dynamic) {
            Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = redirected(dynamic.getBootstrapMethodArgument(i));
            }
            return new ConstantDynamic(
                    dynamic.getName(), dynamic.getDescriptor(), redirected(dynamic.getBootstrapMethod()), arguments);
        }
        return constant;
    }

    private static Handle redirected(Handle handle) {
        String owner = handle.getOwner();
        String name = handle.getName();
        String descriptor = handle.getDesc();
        return switch (handle.getTag()) {
            case Opcodes.H_INVOKESTATIC ->
                Redirections.isStaticMethod(owner, name) ? facade(owner, name, descriptor) : handle;
            case Opcodes.H_INVOKEVIRTUAL, Opcodes.H_INVOKEINTERFACE ->
                Redirections.isMethod(owner, name) ? facade(owner, name, withReceiver(owner, descriptor)) : handle;
            case Opcodes.H_GETSTATIC ->
                Redirections.isField(owner, name) ? facade(owner, name, "()" + descriptor) : handle;
            case Opcodes.H_NEWINVOKESPECIAL ->
                Redirections.isUrl(owner, descriptor)
                        ? facade(owner, "newUrl", descriptor.substring(0, descriptor.length() - 1) + "Ljava/net/URL;")
                        : handle;
            default -> handle;
        };
    }

    private static Handle facade(String owner, String name, String descriptor) {
        return new Handle(Opcodes.H_INVOKESTATIC, Redirections.facadeOf(owner), name, descriptor, false);
    }
}
