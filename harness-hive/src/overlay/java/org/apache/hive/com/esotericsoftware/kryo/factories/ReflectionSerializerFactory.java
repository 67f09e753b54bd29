package org.apache.hive.com.esotericsoftware.kryo.factories;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.apache.hive.com.esotericsoftware.kryo.Kryo;
import org.apache.hive.com.esotericsoftware.kryo.Serializer;
import org.apache.hive.com.esotericsoftware.kryo.serializers.FieldSerializer;
import org.apache.hive.com.esotericsoftware.kryo.serializers.JavaSerializer;

/**
 * In place of Kryo's own, which makes serializers for the fields of any class. Classes of the JDK do not open theirs, and
 * some, as {@code Pattern}, are not restored by them: these are serialized as the JDK does it.
 */
@SuppressWarnings("rawtypes") // as in Kryo's interface
public class ReflectionSerializerFactory implements SerializerFactory {

    private final Class<? extends Serializer> serializerClass;

    public ReflectionSerializerFactory(Class<? extends Serializer> serializerClass) {
        this.serializerClass = serializerClass;
    }

    @Override
    public Serializer makeSerializer(Kryo kryo, Class<?> type) {
        return makeSerializer(kryo, serializerClass, type);
    }

    /** Tries the constructors that Kryo knows: with (kryo, type), (kryo), (type), and without arguments. */
    public static Serializer makeSerializer(
            Kryo kryo, Class<? extends Serializer> serializerClass, Class<?> type) {
        if (FieldSerializer.class.isAssignableFrom(serializerClass)
                && type.getName().startsWith("java.")
                && Serializable.class.isAssignableFrom(type)) {
            return new JavaSerializer();
        }
        List<Object[]> arguments = List.of(
                new Object[] {kryo, type}, new Object[] {kryo}, new Object[] {type}, new Object[] {});
        List<Class<?>[]> types = List.of(
                new Class<?>[] {Kryo.class, Class.class},
                new Class<?>[] {Kryo.class},
                new Class<?>[] {Class.class},
                new Class<?>[] {});
        try {
            for (int i = 0; i < types.size(); i++) {
                try {
                    Constructor<? extends Serializer> constructor = serializerClass.getConstructor(types.get(i));
                    return constructor.newInstance(arguments.get(i));
                } catch (NoSuchMethodException e) {
                    // The next one, then.
                }
            }
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "Unable to create serializer \"" + serializerClass.getName() + "\" for class: " + type.getName(), e);
        }
        throw new IllegalArgumentException("The serializer \"" + serializerClass.getName()
                + "\" has none of the constructors that Kryo knows, for class: " + type.getName());
    }
}
