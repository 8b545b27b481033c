package io.github.understudy.spring.internal.wrap;

import com.zaxxer.hikari.metrics.PoolStats;
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
            return of.stats().sum(PoolStats::getActiveConnections);
        }

        @Override
        public @Nullable Integer getIdle() {
            return of.stats().sum(PoolStats::getIdleConnections);
        }

        @Override
        public @Nullable Integer getMax() {
            return of.stats().sum(PoolStats::getMaxConnections);
        }

        @Override
        public @Nullable Integer getMin() {
            return of.stats().sum(PoolStats::getMinConnections);
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
