package io.github.understudy.spring.internal.actuate;

import io.github.understudy.UnderstudyMetrics;
import io.github.understudy.spring.UnderstudyDataSources;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** The meters of every data source, those included that are made later. */
public final class ClusterMeters implements MeterBinder {
    private final UnderstudyDataSources dataSources;

    public ClusterMeters(UnderstudyDataSources dataSources) {
        this.dataSources = dataSources;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        dataSources.onWrapped((name, dataSource) -> new UnderstudyMetrics(dataSource).bindTo(registry));
    }
}
