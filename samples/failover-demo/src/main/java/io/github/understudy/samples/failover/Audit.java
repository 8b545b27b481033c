package io.github.understudy.samples.failover;

import java.util.List;

/**
 * The comparison of what customers were told with what the servers have.
 *
 * @param acknowledged how many orders customers were told are placed
 * @param failed how many orders ended in an error: each may be there or not
 * @param nodes what each server has
 */
record Audit(int acknowledged, int failed, List<NodeAudit> nodes) {

    boolean isClean() {
        return nodes.stream().allMatch(NodeAudit::isClean);
    }

    /**
     * What one server has.
     *
     * @param node which, from 0
     * @param isSource whether it is the source
     * @param orders how many orders it has, doubled ones counted twice
     * @param missing acknowledged orders that it has not
     * @param doubled orders that it has more than once
     * @param unasked orders that nobody has placed
     * @param fromFailures orders that ended in an error and are there all the same, which is allowed
     * @param wrongStock how many products have another stock than their order lines leave
     * @param wrongLines how many orders have another number of lines than they should, or another total
     */
    record NodeAudit(
            int node,
            boolean isSource,
            int orders,
            List<String> missing,
            List<String> doubled,
            List<String> unasked,
            int fromFailures,
            int wrongStock,
            int wrongLines) {

        boolean isClean() {
            return missing.isEmpty() && doubled.isEmpty() && unasked.isEmpty() && wrongStock == 0 && wrongLines == 0;
        }
    }
}
