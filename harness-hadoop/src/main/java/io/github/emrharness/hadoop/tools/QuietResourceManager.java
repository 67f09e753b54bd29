package io.github.emrharness.hadoop.tools;

import org.apache.hadoop.yarn.server.resourcemanager.ResourceManager;

/** Without the web application, which costs more than all the rest and needs libraries that Hadoop's client does not bring. */
final class QuietResourceManager extends ResourceManager {

    @Override
    protected void startWepApp() {
        // Nobody looks at it.
    }
}
