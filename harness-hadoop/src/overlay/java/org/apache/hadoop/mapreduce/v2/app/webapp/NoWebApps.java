package org.apache.hadoop.mapreduce.v2.app.webapp;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.http.HttpConfig;
import org.apache.hadoop.yarn.webapp.WebApp;

/** In place of YARN's {@code WebApps}, which starts a server: with the methods that the application master calls. */
public final class NoWebApps {

    private NoWebApps() {}

    public static <T> Builder<T> $for(String prefix, Class<T> api, T app, String webServices) {
        return new Builder<>();
    }

    /** Starts nothing. */
    public static final class Builder<T> {

        public Builder<T> withHttpPolicy(Configuration configuration, HttpConfig.Policy policy) {
            return this;
        }

        public Builder<T> withPortRange(Configuration configuration, String property) {
            return this;
        }

        public Builder<T> needsClientAuth(boolean needs) {
            return this;
        }

        public WebApp start(WebApp app) {
            return app;
        }
    }
}
