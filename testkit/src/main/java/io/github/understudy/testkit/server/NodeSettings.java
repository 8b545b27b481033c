package io.github.understudy.testkit.server;

import java.util.List;

/**
 * What a server is started as.
 *
 * @param serverId its replication identity, more than 0
 * @param writable whether users may write
 * @param semiSync whether commits wait for a replica's acknowledgement
 * @param advertised the address under which other servers and clients find it
 * @param options further options, each like {@code --name=value}; they win over the testkit's
 */
public record NodeSettings(
        int serverId, boolean writable, boolean semiSync, Address advertised, List<String> options) {}
