package io.github.understudy.internal.monitor;

import java.time.Duration;

/**
 * How nodes are watched.
 *
 * @param name the data source's name, for the log
 * @param interval the pause between probes of a node while all is well
 * @param fastInterval the pause while something is wrong
 * @param probeTimeout how long a probe may take at least before it counts as missed
 * @param slowestProbe how long it may take at most, on a server that is usually slow
 * @param alertTime how long probes stay fast after an application thread reported something
 */
public record MonitorSettings(
        String name,
        Duration interval,
        Duration fastInterval,
        Duration probeTimeout,
        Duration slowestProbe,
        Duration alertTime) {

    /**
     * Derives all from the time within which a silent server must be found dead: a server that falls silent just after
     * a probe is asked again after a quarter of it, and has missed two probes before its end. A server that is usually
     * slow may take longer for each, and is asked the sooner, so that the sum stays the same.
     */
    public static MonitorSettings of(String name, Duration detectionTime) {
        return new MonitorSettings(
                name,
                detectionTime.dividedBy(4),
                detectionTime.dividedBy(40),
                detectionTime.multipliedBy(7).dividedBy(20),
                detectionTime.multipliedBy(9).dividedBy(20),
                detectionTime);
    }
}
