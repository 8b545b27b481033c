package io.github.understudy.spring.internal.actuate;

import io.github.understudy.Cluster;
import io.github.understudy.metrics.WaitListener;
import io.github.understudy.metrics.WaitOutcome;
import io.github.understudy.metrics.WaitReason;
import io.github.understudy.spring.UnderstudyDataSources;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.beans.factory.DisposableBean;

/** An observation for each wait of a request for a server: a span of the request, where the application traces. */
public final class WaitObservations implements DisposableBean {
    private static final String NAME = "understudy.wait";

    private final ObservationRegistry registry;
    private final Map<Cluster, WaitListener> listeners = new ConcurrentHashMap<>();

    public WaitObservations(UnderstudyDataSources dataSources, ObservationRegistry registry) {
        this.registry = registry;
        dataSources.onWrapped((name, dataSource) -> listen(dataSource.cluster()));
    }

    private void listen(Cluster cluster) {
        WaitListener listener = reason -> begin(cluster, reason);
        cluster.addWaitListener(listener);
        listeners.put(cluster, listener);
    }

    private Consumer<WaitOutcome> begin(Cluster cluster, WaitReason reason) {
        Observation observation = Observation.createNotStarted(NAME, registry)
                .contextualName("waiting for a server")
                .lowCardinalityKeyValue("pool", cluster.name())
                .lowCardinalityKeyValue("reason", ClusterReport.text(reason))
                .start();
        return outcome -> observation
                .lowCardinalityKeyValue("outcome", ClusterReport.text(outcome))
                .stop();
    }

    @Override
    public void destroy() {
        listeners.forEach(Cluster::removeWaitListener);
    }
}
