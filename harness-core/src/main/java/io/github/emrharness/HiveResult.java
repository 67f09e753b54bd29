package io.github.emrharness;

import io.github.emrharness.spi.DatasetContent;
import io.github.emrharness.spi.DatasetContent.Column;
import java.util.List;

/** What a statement gave that Hive has run; no rows and no columns if it was no query. */
public final class HiveResult implements RowSet {

    private final String statement;
    private final DatasetContent content;

    HiveResult(String statement, DatasetContent content) {
        this.statement = statement;
        this.content = content;
    }

    @Override
    public List<Column> columns() {
        return content.columns();
    }

    @Override
    public List<Row> rows() {
        return content.rows().stream().map(Row::of).toList();
    }

    @Override
    public String toString() {
        return "result of [" + statement + "]";
    }
}
