package io.github.understudy.spring.it.jobs;

import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.quartz.QuartzJobBean;

/** An application with a Batch job and a Quartz job, both of which keep their state in the database. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(Copying.class)
public class Jobs {
    static final AtomicInteger TICKS = new AtomicInteger();

    /** Counts. */
    public static class Tick extends QuartzJobBean {
        @Override
        protected void executeInternal(JobExecutionContext context) {
            TICKS.incrementAndGet();
        }
    }

    @Bean
    JobDetail tick() {
        return JobBuilder.newJob(Tick.class).withIdentity("tick").storeDurably().build();
    }

    @Bean
    Trigger often(JobDetail tick) {
        return TriggerBuilder.newTrigger()
                .forJob(tick)
                .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                        .withIntervalInMilliseconds(200)
                        .repeatForever())
                .build();
    }
}
