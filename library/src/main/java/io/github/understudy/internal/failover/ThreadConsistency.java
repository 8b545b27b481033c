package io.github.understudy.internal.failover;

import io.github.understudy.consistency.Consistency;
import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.consistency.ConsistencySession;
import io.github.understudy.consistency.InvalidTokenException;
import io.github.understudy.internal.consistency.Causalities;
import io.github.understudy.internal.consistency.Causality;
import io.github.understudy.internal.consistency.TokenCodec;
import io.github.understudy.route.Route;
import io.github.understudy.topology.GtidSet;
import org.jspecify.annotations.Nullable;

/** What the application can ask and say about its own consistency. Thread-safe. */
public final class ThreadConsistency implements Consistency {
    private final Causalities causalities;
    private final TokenCodec codec;
    private final Checkout checkout;

    public ThreadConsistency(Causalities causalities, TokenCodec codec, Checkout checkout) {
        this.causalities = causalities;
        this.codec = codec;
        this.checkout = checkout;
    }

    @Override
    public String token() {
        return token(Integer.MAX_VALUE);
    }

    @Override
    public String token(int mostCharacters) {
        Causality thread = causalities.current();
        if (thread.demandsNothing()) {
            return "";
        }
        checkout.tell(thread);
        GtidSet known = thread.transactions();
        // Where GTIDs are off there is only the moment; the source's state when the token arrives is surely later.
        return thread.awaitsSource() || known == null ? codec.encodeLater() : codec.encode(known, mostCharacters);
    }

    @Override
    public long writes() {
        return causalities.current().writes();
    }

    @Override
    public ConsistencySession newSession() {
        Causality its = causalities.fresh();
        return () -> {
            Causality before = causalities.replace(its);
            long writes = its.writes();
            return () -> {
                causalities.replace(before);
                if (its.writes() != writes) {
                    before.mayHaveWritten(); // the thread has, whatever it was for
                }
            };
        };
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T with(String token, Route.Work<T, X> work) throws X {
        join(token);
        return work.run();
    }

    @Override
    public <X extends Exception> void with(String token, Route.Task<X> task) throws X {
        join(token);
        task.run();
    }

    private void join(String token) {
        if (token.isEmpty()) {
            return;
        }
        GtidSet transactions = codec.decode(token);
        if (transactions != null && !checkout.isOfThisCluster(transactions)) {
            throw new InvalidTokenException("The consistency token is of another kind of cluster");
        }
        checkout.join(causalities.current(), transactions);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T at(ConsistencyLevel level, Route.Work<T, X> work)
            throws X {
        Causality thread = causalities.current();
        ConsistencyLevel before = thread.level(level);
        try {
            return work.run();
        } finally {
            thread.level(before);
        }
    }

    @Override
    public <X extends Exception> void at(ConsistencyLevel level, Route.Task<X> task) throws X {
        Causality thread = causalities.current();
        ConsistencyLevel before = thread.level(level);
        try {
            task.run();
        } finally {
            thread.level(before);
        }
    }
}
