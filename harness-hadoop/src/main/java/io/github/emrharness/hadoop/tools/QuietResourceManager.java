package io.github.emrharness.hadoop.tools;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.server.resourcemanager.ResourceManager;

/** Without the web application, which costs more than all the rest and needs libraries that Hadoop's client does not bring. */
final class QuietResourceManager extends ResourceManager {

    private final Beans beans = new Beans("ResourceManager");

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
    protected void startWepApp() {
        // Nobody looks at it.
    }
}
