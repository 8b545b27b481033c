package io.github.understudy.spring.it.jobs;

import org.springframework.batch.core.Job;
import org.springframework.batch.core.Step;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** A Batch job; its types are in other packages on each line. */
@Configuration(proxyBeanMethods = false)
class Copying {
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
        return new JobBuilder("copy", jobs).start(step).build();
    }
}
