package io.github.understudy.spring.it.jobs;

import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.batch.core.Job;
import org.springframework.batch.core.Step;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.repeat.RepeatStatus;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.quartz.QuartzJobBean;
import org.springframework.transaction.PlatformTransactionManager;

/** An application with a Batch job and a Quartz job, both of which keep their state in the database. */
@SpringBootConfiguration
@EnableAutoConfiguration
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

    @Bean
    Job copy(JobRepository jobs, PlatformTransactionManager transactions, JdbcTemplate template) {
        Step step = new StepBuilder("copy", jobs)
                .tasklet(
                        (contribution, context) -> {
                            template.update("INSERT INTO note (text) VALUES ('by batch')");
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .build();
        return new org.springframework.batch.core.job.builder.JobBuilder("copy", jobs)
                .start(step)
                .build();
    }
}
