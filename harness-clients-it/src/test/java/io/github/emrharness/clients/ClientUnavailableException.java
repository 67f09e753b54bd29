package io.github.emrharness.clients;

/** A client cannot be had on this machine: its interpreter is missing, or its packages cannot be fetched. */
final class ClientUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    ClientUnavailableException(String message) {
        super(message);
    }
}
