package io.github.emrharness.hadoop.tools;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.server.nodemanager.Context;
import org.apache.hadoop.yarn.server.nodemanager.LocalDirsHandlerService;
import org.apache.hadoop.yarn.server.nodemanager.NodeManager;
import org.apache.hadoop.yarn.server.nodemanager.ResourceView;
import org.apache.hadoop.yarn.server.nodemanager.webapp.WebServer;
import org.apache.hadoop.yarn.server.security.ApplicationACLsManager;

/** Without the web application. */
final class QuietNodeManager extends NodeManager {

    private final Beans beans = new Beans("NodeManager");

    @Override
    protected void serviceInit(Configuration configuration) throws Exception {
        beans.noteThoseOf(() -> super.serviceInit(configuration));
    }

    @Override
    protected void serviceStop() throws Exception {
        super.serviceStop();
        beans.unregister();
    }

    @Override
    protected WebServer createWebServer(
            Context context, ResourceView view, ApplicationACLsManager acls, LocalDirsHandlerService directories) {
        return new WebServer(context, view, acls, directories) {

            @Override
            protected void serviceStart() {
                // Nobody looks at it.
            }

            @Override
            protected void serviceStop() {
                // It has not been started.
            }

            @Override
            public int getPort() {
                return 0;
            }
        };
    }
}
