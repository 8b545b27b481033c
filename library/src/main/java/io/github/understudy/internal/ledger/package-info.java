/**
 * The commit ledger: an id that is written in the same transaction as the application's work tells later whether that
 * transaction was committed.
 *
 * <p>The id is inserted before COMMIT is sent, and the server has acknowledged it by then. So the lock on its row lives
 * exactly as long as the transaction, and a share lock that does not wait tells three things apart: the row is there and
 * free (committed), it is not there (rolled back), it is held (not decided yet).
 *
 * <p><b>What an answer is worth</b> depends on who gives it. <i>The server that had the COMMIT</i>: absent means rolled
 * back. <i>Another server, which was promoted</i>: absent means that the transaction is not in the history that goes on.
 * It was rolled back, or it was committed and lost by replication; either way it is safe to run it again there. That
 * holds only once nothing more from the old source can be applied there ({@code Appliers}), or the row may still come.
 * A transaction that changed tables of an engine without transactions has left its traces there whatever the answer is.
 */
@NullMarked
package io.github.understudy.internal.ledger;

import org.jspecify.annotations.NullMarked;
