package io.github.emrharness.hive.tools;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.common.type.Date;
import org.apache.hadoop.hive.common.type.HiveDecimal;
import org.apache.hadoop.hive.common.type.Timestamp;
import org.apache.hadoop.hive.common.type.TimestampTZ;
import org.apache.hadoop.hive.serde2.FetchFormatter;
import org.apache.hadoop.hive.serde2.objectinspector.ListObjectInspector;
import org.apache.hadoop.hive.serde2.objectinspector.MapObjectInspector;
import org.apache.hadoop.hive.serde2.objectinspector.ObjectInspector;
import org.apache.hadoop.hive.serde2.objectinspector.PrimitiveObjectInspector;
import org.apache.hadoop.hive.serde2.objectinspector.StructField;
import org.apache.hadoop.hive.serde2.objectinspector.StructObjectInspector;
import org.apache.hadoop.hive.serde2.objectinspector.UnionObjectInspector;
import org.jspecify.annotations.Nullable;

/** Gives the rows of a query as lists of values of the JDK's types, which can be serialized. Hive makes it by its name. */
public final class JdkFormatter implements FetchFormatter<ArrayList<@Nullable Object>> {

    /** For Hive. */
    public JdkFormatter() {}

    @Override
    public void initialize(Configuration conf, Properties properties) {}

    @Override
    public ArrayList<@Nullable Object> convert(Object row, ObjectInspector inspector) {
        StructObjectInspector columns = (StructObjectInspector) inspector;
        ArrayList<@Nullable Object> values = new ArrayList<>();
        for (StructField column : columns.getAllStructFieldRefs()) {
            values.add(toJdk(columns.getStructFieldData(row, column), column.getFieldObjectInspector()));
        }
        return values;
    }

    @Override
    public void close() {}

    private static @Nullable Object toJdk(@Nullable Object value, ObjectInspector inspector) {
        if (value == null) {
            return null;
        }
        return switch (inspector.getCategory()) {
            case PRIMITIVE -> primitive(((PrimitiveObjectInspector) inspector).getPrimitiveJavaObject(value));
            case LIST -> list(value, (ListObjectInspector) inspector);
            case MAP -> map(value, (MapObjectInspector) inspector);
            case STRUCT -> struct(value, (StructObjectInspector) inspector);
            case UNION -> union(value, (UnionObjectInspector) inspector);
        };
    }

    private static @Nullable Object primitive(@Nullable Object value) {
        if (value instanceof HiveDecimal decimal) {
            return decimal.bigDecimalValue();
        }
        if (value instanceof Date date) {
            return LocalDate.ofEpochDay(date.toEpochDay());
        }
        if (value instanceof Timestamp timestamp) {
            return LocalDateTime.ofEpochSecond(timestamp.toEpochSecond(), timestamp.getNanos(), ZoneOffset.UTC);
        }
        if (value instanceof TimestampTZ timestamp) {
            return timestamp.getZonedDateTime().toInstant();
        }
        boolean ofTheJdk = value instanceof Serializable && value.getClass().getClassLoader() == null;
        // Characters of fixed or limited length, and intervals.
        return ofTheJdk ? value : String.valueOf(value);
    }

    private static List<@Nullable Object> list(Object value, ListObjectInspector inspector) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < inspector.getListLength(value); i++) {
            list.add(toJdk(inspector.getListElement(value, i), inspector.getListElementObjectInspector()));
        }
        return list;
    }

    private static Map<@Nullable Object, @Nullable Object> map(Object value, MapObjectInspector inspector) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        inspector
                .getMap(value)
                .forEach((key, entry) -> map.put(
                        toJdk(key, inspector.getMapKeyObjectInspector()),
                        toJdk(entry, inspector.getMapValueObjectInspector())));
        return map;
    }

    private static Map<String, @Nullable Object> struct(Object value, StructObjectInspector inspector) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (StructField field : inspector.getAllStructFieldRefs()) {
            fields.put(
                    field.getFieldName(),
                    toJdk(inspector.getStructFieldData(value, field), field.getFieldObjectInspector()));
        }
        return fields;
    }

    private static @Nullable Object union(Object value, UnionObjectInspector inspector) {
        return toJdk(inspector.getField(value), inspector.getObjectInspectors().get(inspector.getTag(value)));
    }
}
