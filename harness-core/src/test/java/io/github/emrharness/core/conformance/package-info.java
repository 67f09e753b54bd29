/**
 * The scenarios of EMR's behaviour as tests over the wire, one class for each group of them, one method or more for each
 * scenario, named after its number.
 */
package io.github.emrharness.core.conformance;
