package io.github.understudy.it.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.exception.OutcomeUnknownException;
import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.it.orders.Orders.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who says that nothing was lost must be able to see a loss. */
class AuditTest {
    private final Account account = new Account();
    private final List<Found> found = new ArrayList<>();

    @Test
    void whatWasSaidToBeAppliedIsThereOnce() {
        found(applied(), 2, 2);
        assertAudit(Set.of(), Set.of());
    }

    @Test
    void whatIsMissingIsLost() {
        int order = applied();
        assertAudit(Set.of(order), Set.of());
    }

    @Test
    void whatTheTestHasMadeTheServersLoseIsApart() {
        int order = applied();
        account.onlyThere(Set.of(order));
        assertAudit(Set.of(), Set.of());
        assertThat(Audit.of(account, found).lostByReplication()).containsExactly(order);
    }

    @Test
    void halfAnOrderIsLost() {
        int order = applied();
        found(order, 1, 1);
        assertAudit(Set.of(order), Set.of());
    }

    @Test
    void moreLinesThanWantedAreDoubled() {
        int order = applied();
        found(order, 4, 2);
        assertAudit(Set.of(), Set.of(order));
    }

    @Test
    void theSameLineTwiceInsteadOfAnotherIsLost() {
        int order = applied();
        found(order, 2, 1);
        assertAudit(Set.of(order), Set.of());
    }

    @Test
    void whatWasSaidNotToBeAppliedMustNotBeThere() {
        int order = account.newOrder();
        account.refused(order, new TransactionLostException("rolled back", null));
        found(order, 2, 2);
        assertAudit(Set.of(), Set.of(order));
    }

    @Test
    void whatMayHaveBeenAppliedIsThereOrNotButNotByHalf() {
        found(maybe(), 2, 2);
        maybe();
        int half = maybe();
        found(half, 1, 1);
        assertAudit(Set.of(), Set.of(half));
    }

    private int applied() {
        int order = account.newOrder();
        account.applied(order);
        return order;
    }

    private int maybe() {
        int order = account.newOrder();
        account.refused(order, new OutcomeUnknownException("who knows", null));
        return order;
    }

    private void found(int order, int lines, int differentLines) {
        found.add(new Found(order, lines, differentLines, 2));
    }

    private void assertAudit(Set<Integer> lost, Set<Integer> doubled) {
        Audit audit = Audit.of(account, found);
        assertThat(audit.lost()).isEqualTo(lost);
        assertThat(audit.doubled()).isEqualTo(doubled);
    }
}
