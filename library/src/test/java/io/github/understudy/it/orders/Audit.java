package io.github.understudy.it.orders;

import io.github.understudy.it.orders.Account.Said;
import io.github.understudy.it.orders.Orders.Found;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the source has against what the application was told.
 *
 * @param lost orders said to be applied that are not there, or not whole
 * @param lostByReplication such orders that the test itself has made the servers lose
 * @param doubled orders there more than once, or by half, or although they were said not to be applied
 */
public record Audit(TreeSet<Integer> lost, TreeSet<Integer> lostByReplication, TreeSet<Integer> doubled) {
    public static Audit of(Account account, List<Found> found) {
        Map<Integer, Found> there = found.stream().collect(Collectors.toMap(Found::id, Function.identity()));
        Audit audit = new Audit(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        account.orders().forEach((id, said) -> audit.judge(id, said, there.get(id), account));
        return audit;
    }

    private void judge(int id, Said said, Found found, Account account) {
        if (found == null) {
            if (said == Said.APPLIED) {
                (account.onlyThere().contains(id) ? lostByReplication : lost).add(id);
            }
        } else if (said == Said.NOT_APPLIED || found.lines() > found.wanted()) {
            doubled.add(id);
        } else if (!found.whole()) {
            (said == Said.APPLIED ? lost : doubled).add(id);
        }
    }
}
