/** What belongs to the account rather than to one cluster: security configurations, notebook executions. */
@NullMarked
package io.github.emrharness.core.account;

import org.jspecify.annotations.NullMarked;
