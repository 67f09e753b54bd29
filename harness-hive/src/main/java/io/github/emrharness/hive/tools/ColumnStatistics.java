package io.github.emrharness.hive.tools;

import java.nio.ByteBuffer;
import org.apache.hadoop.hive.metastore.api.ColumnStatisticsData;
import org.apache.hadoop.hive.metastore.api.ColumnStatisticsObj;
import org.apache.hadoop.hive.metastore.api.DateColumnStatsData;
import org.apache.hadoop.hive.metastore.api.DecimalColumnStatsData;
import org.apache.hadoop.hive.metastore.api.DoubleColumnStatsData;
import org.apache.hadoop.hive.metastore.api.LongColumnStatsData;
import org.apache.hadoop.hive.metastore.api.SetPartitionsStatsRequest;
import org.apache.hadoop.hive.metastore.api.StringColumnStatsData;
import org.apache.hadoop.hive.metastore.columnstats.cache.DateColumnStatsDataInspector;
import org.apache.hadoop.hive.metastore.columnstats.cache.DecimalColumnStatsDataInspector;
import org.apache.hadoop.hive.metastore.columnstats.cache.DoubleColumnStatsDataInspector;
import org.apache.hadoop.hive.metastore.columnstats.cache.LongColumnStatsDataInspector;
import org.apache.hadoop.hive.metastore.columnstats.cache.StringColumnStatsDataInspector;
import org.apache.thrift.TBase;
import org.apache.thrift.TFieldIdEnum;

/**
 * Statistics of columns as a client sends them. A metastore of Hive 3.1 merges them into those that it has, which fails for
 * what came over the wire: it expects the classes that it reads from its own database (HIVE-19316, fixed in Hive 4). Every
 * second {@code INSERT INTO} of a table would be a failed one.
 */
final class ColumnStatistics {

    private ColumnStatistics() {}

    /** Replaces what the request carries by the same in the classes that can be merged. */
    static void mergeable(SetPartitionsStatsRequest request) {
        for (var each : request.getColStats()) {
            for (ColumnStatisticsObj column : each.getStatsObj()) {
                column.setStatsData(mergeable(column.getStatsData()));
            }
        }
    }

    private static ColumnStatisticsData mergeable(ColumnStatisticsData data) {
        return switch (data.getSetField()) {
            case LONG_STATS ->
                ColumnStatisticsData.longStats(copy(
                        data.getLongStats(), new LongColumnStatsDataInspector(), LongColumnStatsData._Fields.values()));
            case DOUBLE_STATS ->
                ColumnStatisticsData.doubleStats(copy(
                        data.getDoubleStats(),
                        new DoubleColumnStatsDataInspector(),
                        DoubleColumnStatsData._Fields.values()));
            case STRING_STATS ->
                ColumnStatisticsData.stringStats(copy(
                        data.getStringStats(),
                        new StringColumnStatsDataInspector(),
                        StringColumnStatsData._Fields.values()));
            case DECIMAL_STATS ->
                ColumnStatisticsData.decimalStats(copy(
                        data.getDecimalStats(),
                        new DecimalColumnStatsDataInspector(),
                        DecimalColumnStatsData._Fields.values()));
            case DATE_STATS ->
                ColumnStatisticsData.dateStats(copy(
                        data.getDateStats(), new DateColumnStatsDataInspector(), DateColumnStatsData._Fields.values()));
            case BOOLEAN_STATS, BINARY_STATS -> data;
        };
    }

    private static <F extends TFieldIdEnum, T extends TBase<?, F>, S extends T> S copy(T from, S to, F[] fields) {
        for (F field : fields) {
            if (from.isSet(field)) {
                // Bytes are read as an array, and written as a buffer.
                Object value = from.getFieldValue(field);
                to.setFieldValue(field, value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value);
            }
        }
        return to;
    }
}
