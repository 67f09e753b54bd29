package io.github.emrharness.spark.jobs;

import org.apache.spark.internal.config.ConfigBuilder;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf$;

/** Has constants of Spark's configuration, as Delta Lake has them. */
public final class OwnConfiguration {

    private static final ConfigEntry<String> OWN =
            new ConfigBuilder("spark.shop.currency").stringConf().createWithDefault("EUR");
    private static final ConfigEntry<String> OWN_OF_SQL =
            SQLConf$.MODULE$.buildConf("spark.sql.shop.country").stringConf().createWithDefault("FR");

    private OwnConfiguration() {}

    public static void main(String[] args) {
        SparkSession spark = SparkSession.builder().getOrCreate();
        System.out.println(spark.sparkContext().conf().get(OWN) + " "
                + spark.sessionState().conf().getConf(OWN_OF_SQL));
        spark.stop();
    }
}
