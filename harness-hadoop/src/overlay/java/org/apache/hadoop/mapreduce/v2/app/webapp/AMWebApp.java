package org.apache.hadoop.mapreduce.v2.app.webapp;

import org.apache.hadoop.yarn.webapp.WebApp;

/**
 * In place of the web application of MapReduce's application master, at which nobody looks: the original needs a JAXB, which
 * Java has no more, and some seconds for its start.
 */
public class AMWebApp extends WebApp {

    @Override
    public void setup() {
        // There are no pages.
    }

    /** There is no server. */
    @Override
    public int port() {
        return 0;
    }

    @Override
    public void stop() {
        // There is no server.
    }
}
