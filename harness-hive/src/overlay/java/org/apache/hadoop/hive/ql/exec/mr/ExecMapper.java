package org.apache.hadoop.hive.ql.exec.mr;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.ql.CompilationOpContext;
import org.apache.hadoop.hive.ql.exec.AbstractMapOperator;
import org.apache.hadoop.hive.ql.exec.MapOperator;
import org.apache.hadoop.hive.ql.exec.MapredContext;
import org.apache.hadoop.hive.ql.exec.Operator;
import org.apache.hadoop.hive.ql.exec.OperatorUtils;
import org.apache.hadoop.hive.ql.exec.Utilities;
import org.apache.hadoop.hive.ql.exec.vector.VectorMapOperator;
import org.apache.hadoop.hive.ql.plan.MapWork;
import org.apache.hadoop.hive.ql.plan.MapredLocalWork;
import org.apache.hadoop.hive.ql.plan.OperatorDesc;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.MapReduceBase;
import org.apache.hadoop.mapred.Mapper;
import org.apache.hadoop.mapred.OutputCollector;
import org.apache.hadoop.mapred.Reporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In place of Hive's own, in which a task that has all its rows tells so to its reader by a static: here it would end the
 * reading of others as well, which then have too few. A task reads and maps on one thread, so it is a matter of that.
 */
@SuppressWarnings({"rawtypes", "unchecked"})
public class ExecMapper extends MapReduceBase implements Mapper {

    public static final Logger l4j = LoggerFactory.getLogger(ExecMapper.class);

    private static final ThreadLocal<Boolean> DONE = ThreadLocal.withInitial(() -> false);

    private ExecMapperContext context;
    private JobConf conf;
    private AbstractMapOperator operator;
    private MapredLocalWork localWork;
    private OutputCollector collector;
    private Reporter reporter;
    private boolean abort;

    @Override
    public void configure(JobConf job) {
        conf = job;
        context = new ExecMapperContext(job);
        setDone(false);
        try {
            context.setJc(job);
            MapWork work = Utilities.getMapWork(job);
            localWork = work.getMapRedLocalWork();
            context.setLocalWork(localWork);
            CompilationOpContext compilation = new CompilationOpContext();
            operator = work.getVectorMode() ? new VectorMapOperator(compilation) : new MapOperator(compilation);
            operator.setConf(work);
            operator.initialize(job, null);
            operator.setChildren(job);
            MapredContext.init(true, new JobConf(job));
            operator.passExecContext(context);
            operator.initializeLocalWork(job);
            operator.initializeMapOperator(job);
            if (localWork != null) {
                for (Operator<? extends OperatorDesc> dummy : localWork.getDummyParentOp()) {
                    dummy.passExecContext(context);
                    dummy.initialize(job, null);
                }
            }
        } catch (OutOfMemoryError e) {
            abort = true;
            throw e;
        } catch (Throwable e) {
            abort = true;
            throw new RuntimeException("Map operator initialization failed", e);
        }
    }

    @Override
    public void map(Object key, Object value, OutputCollector output, Reporter progress) throws IOException {
        ensureOutputInitialize(output, progress);
        context.resetRow();
        try {
            if (operator.getDone()) {
                setDone(true);
            } else {
                operator.process((Writable) value);
            }
        } catch (OutOfMemoryError e) {
            abort = true;
            throw e;
        } catch (Throwable e) {
            abort = true;
            l4j.error("A row cannot be mapped", e);
            throw new RuntimeException(e);
        }
    }

    public void ensureOutputInitialize(OutputCollector output, Reporter progress) {
        if (collector == null) {
            collector = output;
            reporter = progress;
            OperatorUtils.setChildrenCollector(operator.getChildOperators(), output);
            operator.setReporter(progress);
            MapredContext.get().setReporter(progress);
        }
    }

    @Override
    public void close() {
        if (!abort) {
            abort = context.getIoCxt().getIOExceptions();
        }
        try {
            operator.close(abort);
            if (localWork != null) {
                for (Operator<? extends OperatorDesc> dummy : localWork.getDummyParentOp()) {
                    dummy.close(abort);
                }
            }
            operator.preorderMap(new ReportStats(reporter, conf));
        } catch (Exception e) {
            // What failed before is the cause, and has been told.
            if (!abort) {
                throw new RuntimeException("Hive Runtime Error while closing operators", e);
            }
        } finally {
            MapredContext.close();
            Utilities.clearWorkMap(conf);
        }
    }

    public static boolean getDone() {
        return DONE.get();
    }

    public static void setDone(boolean done) {
        DONE.set(done);
    }

    public boolean isAbort() {
        return abort;
    }

    public void setAbort(boolean aborted) {
        abort = aborted;
    }

    /** Adds what operators have counted to the counters of the job. */
    public static class ReportStats implements Operator.OperatorFunc {

        private final Reporter reporter;
        private final String group;

        public ReportStats(Reporter reporter, Configuration conf) {
            this.reporter = reporter;
            group = HiveConf.getVar(conf, HiveConf.ConfVars.HIVECOUNTERGROUP);
        }

        @Override
        public void func(Operator operator) {
            if (reporter != null) {
                ((Operator<? extends OperatorDesc>) operator)
                        .getStats()
                        .forEach((name, count) -> reporter.incrCounter(group, name, count));
            }
        }
    }
}
