package io.github.understudy.spring.it.docker;

import io.github.understudy.testkit.server.MariaDbProduct;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Testcontainers' MariaDB of the testkit's image where there is one (see testkit/scripts/docker-images.sh), which has not
 * the official one's entry point.
 */
final class Database extends MariaDBContainer {
    private static final String OWN = "understudy/mariadb:11.4";
    private static final String START = """
            set -eu
            data=/var/lib/mysql
            . /understudy/prepare.sh
            exec mariadbd --no-defaults --user=mysql --datadir="$data" --bind-address=0.0.0.0 --skip-ssl \
              --log-bin --server-id=1 --socket=/tmp/mysqld.sock
            """;
    private static final String USERS = """
            FLUSH PRIVILEGES;
            CREATE DATABASE test;
            CREATE USER test@'%' IDENTIFIED BY 'test';
            GRANT ALL ON test.* TO test@'%';
            """;

    Database() {
        super(DockerImageName.parse(hasOwn() ? OWN : "mariadb:11.4").asCompatibleSubstituteFor("mariadb"));
        if (hasOwn()) {
            withCopyToContainer(Transferable.of(START), "/understudy/start.sh");
            withCopyToContainer(
                    Transferable.of(new MariaDbProduct().containerPreparation()), "/understudy/prepare.sh");
            withCopyToContainer(Transferable.of(USERS), "/understudy/users.sql");
            withCreateContainerCmdModifier(command -> {
                command.withEntrypoint("/bin/sh", "/understudy/start.sh");
                command.withCmd();
            });
        }
    }

    private static boolean hasOwn() {
        return !DockerClientFactory.lazyClient()
                .listImagesCmd()
                .withImageNameFilter(OWN)
                .exec()
                .isEmpty();
    }
}
