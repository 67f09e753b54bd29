package io.github.emrharness.hive.tools;

import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.ql.exec.tez.TezSessionState;

/**
 * A session of Tez that starts beside the first statements. Who asks whether it is open waits: Hive throws one away that is
 * not yet, while it starts, and leaves its threads.
 */
final class TezInBackground extends TezSessionState {

    TezInBackground(String sessionId, HiveConf conf) {
        super(sessionId, conf);
    }

    @Override
    public boolean isOpen() {
        if (isOpening()) {
            try {
                endOpen();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return super.isOpen();
    }
}
