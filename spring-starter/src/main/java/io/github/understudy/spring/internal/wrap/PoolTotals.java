package io.github.understudy.spring.internal.wrap;

import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.metrics.NodeStatus;
import io.github.understudy.metrics.PoolUsage;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/** Spring Boot's own metrics of a data source ({@code jdbc.connections.*}): the sum over its nodes. */
public final class PoolTotals implements DataSourcePoolMetadataProvider {
    /** For the auto-configuration. */
    public PoolTotals() {}

    @Override
    public @Nullable DataSourcePoolMetadata getDataSourcePoolMetadata(DataSource dataSource) {
        WrappedDataSource wrapped = DataSourceUnwrapper.unwrap(dataSource, WrappedDataSource.class);
        return wrapped == null ? null : new Totals(wrapped);
    }

    /** Null is Spring Boot's word for not known. */
    private record Totals(WrappedDataSource of) implements DataSourcePoolMetadata {
        @Override
        public @Nullable Float getUsage() {
            Integer active = getActive();
            Integer most = getMax();
            return active == null || most == null || most <= 0 ? null : (float) active / most;
        }

        @Override
        public @Nullable Integer getActive() {
            return sum(PoolUsage::active);
        }

        @Override
        public @Nullable Integer getIdle() {
            return sum(PoolUsage::idle);
        }

        @Override
        public @Nullable Integer getMax() {
            return sum(PoolUsage::most);
        }

        @Override
        public @Nullable Integer getMin() {
            int ofEach = of.pool().getMinimumIdle();
            return ofEach < 0 ? getMax() : sum(usage -> Math.min(ofEach, usage.most()));
        }

        private @Nullable Integer sum(ToIntFunction<PoolUsage> figure) {
            UnderstudyDataSource started = of.started();
            return started == null
                    ? null
                    : started.cluster().nodes().stream()
                            .map(NodeStatus::pool)
                            .mapToInt(figure)
                            .sum();
        }

        @Override
        public @Nullable String getValidationQuery() {
            return of.pool().getConnectionTestQuery();
        }

        @Override
        public @Nullable Boolean getDefaultAutoCommit() {
            return of.pool().isAutoCommit();
        }
    }
}
