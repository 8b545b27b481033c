package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.consistency.Causalities;
import io.github.understudy.internal.failover.Checkout;
import io.github.understudy.internal.failover.CommitLedger;
import io.github.understudy.internal.failover.Suspicions;
import io.github.understudy.internal.failure.FailureClassifier;
import io.github.understudy.internal.insight.StatementInsight;
import io.github.understudy.internal.replay.ReplaySettings;
import io.github.understudy.internal.routing.RoutingMode;
import io.github.understudy.internal.sql.StatementClassifier;
import java.util.function.BooleanSupplier;

/**
 * What all logical connections of a data source share.
 *
 * @param readOnlyHint tells whether the calling thread is in work that only reads, where no connection says so
 * @param mdc whether log lines name the server
 */
public record JdbcContext(
        Checkout checkout,
        FailureClassifier failures,
        StatementClassifier statements,
        Suspicions suspicions,
        RoutingMode routing,
        Causalities causalities,
        ReplaySettings replay,
        CommitLedger ledger,
        StatementInsight insight,
        BooleanSupplier readOnlyHint,
        JdbcDefaults defaults,
        boolean mdc) {}
