package io.github.emrharness.core.events;

import java.util.function.Consumer;

/** Where the harness announces its {@linkplain EmrEvent events}. */
public interface EmrEvents {

    /**
     * Calls the listener for every later event, on the thread that made the change (or one that made another change of
     * the same cluster at that moment) and outside any lock of the model. A listener must be quick; what it throws is
     * logged and goes no further.
     */
    Subscription subscribe(Consumer<? super EmrEvent> listener);

    /** Ends a subscription when closed; closing twice is harmless. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
