/** What belongs to the account rather than to one cluster: security configurations, studios, notebook executions, UIs. */
@NullMarked
package io.github.emrharness.core.account;

import org.jspecify.annotations.NullMarked;
