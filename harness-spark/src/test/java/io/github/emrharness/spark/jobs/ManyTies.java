package io.github.emrharness.spark.jobs;

import java.io.Serializable;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** Leaves what a job can leave of its own classes in the engine's statics and threads. */
public final class ManyTies {

    private static final ThreadLocal<Sale> LOCAL = new ThreadLocal<>();
    private static final ThreadLocal<Sale> INHERITED = new InheritableThreadLocal<>();

    private ManyTies() {}

    /** Writes Parquet to its first argument, and stops its context if the second says so. */
    public static void main(String[] args) throws Exception {
        INHERITED.set(new Sale());
        LOCAL.set(new Sale());
        DriverManager.registerDriver(new NoDatabase());
        SparkSession spark = SparkSession.builder().getOrCreate();
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
        context.parallelize(List.of(1, 2, 3))
                .map(n -> {
                    LOCAL.set(new Sale());
                    return new Sale();
                })
                .cache()
                .count();
        spark.udf().register("twice", (UDF1<Long, Long>) n -> 2 * n, DataTypes.LongType);
        spark.range(5).selectExpr("twice(id) as n").write().parquet(args[0]);
        spark.createDataset(List.of(new Sale(), new Sale()), Encoders.bean(Sale.class))
                .filter((FilterFunction<Sale>) sale -> sale.getAmount() == 0)
                .count();
        try {
            spark.read()
                    .format("jdbc")
                    .option("driver", NoDatabase.class.getName())
                    .option("url", "jdbc:none")
                    .option("dbtable", "sales")
                    .load();
        } catch (IllegalStateException expected) {
            System.out.println(expected.getMessage());
        }
        CompletableFuture.runAsync(() -> LOCAL.set(new Sale())).get();
        if (Boolean.parseBoolean(args[1])) {
            spark.stop();
        }
    }

    public static class Sale implements Serializable {

        private static final long serialVersionUID = 1;

        private long amount;

        public long getAmount() {
            return amount;
        }

        public void setAmount(long value) {
            amount = value;
        }
    }
}
