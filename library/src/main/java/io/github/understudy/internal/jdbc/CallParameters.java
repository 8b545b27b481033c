package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.jdbc.forward.CallableSetter;
import java.sql.CallableStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a call, by index or name, and those registered as results, to be set on another statement. */
final class CallParameters {
    private final Map<Object, CallableSetter> setters = new LinkedHashMap<>();
    private final List<List<CallableSetter>> batches = new ArrayList<>(0);
    private boolean hasStream;

    void record(Object key, CallableSetter setter) {
        setters.put(key, setter);
    }

    void recordOnce() {
        hasStream = true;
    }

    void forget() {
        setters.clear();
        hasStream = !batches.isEmpty() && hasStream;
    }

    void addBatch() {
        batches.add(List.copyOf(setters.values()));
    }

    void forgetMeanings() {
        batches.clear();
        hasStream = false;
    }

    boolean isRepeatable() {
        return !hasStream;
    }

    void refill(CallableStatement physical) throws SQLException {
        for (List<CallableSetter> batch : batches) {
            for (CallableSetter setter : batch) {
                setter.applyTo(physical);
            }
            physical.addBatch();
        }
        for (CallableSetter setter : setters.values()) {
            setter.applyTo(physical);
        }
    }
}
