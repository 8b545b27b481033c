package io.github.understudy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** The drawing in ARCHITECTURE.md, kept true. */
class ArchitectureTest {
    private static final String ROOT = "io.github.understudy";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void importsOnlyPointDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .layer("root")
                .definedBy(ROOT)
                .layer("jdbc")
                .definedBy(ROOT + ".internal.jdbc..")
                .layer("monitor")
                .definedBy(ROOT + ".internal.monitor")
                .layer("failover")
                .definedBy(ROOT + ".internal.failover")
                .layer("replay")
                .definedBy(ROOT + ".internal.replay")
                .layer("routing")
                .definedBy(ROOT + ".internal.routing")
                .layer("discovery")
                .definedBy(ROOT + ".internal.discovery")
                .layer("pool")
                .definedBy(ROOT + ".internal.pool")
                .layer("resolver")
                .definedBy(ROOT + ".internal.resolver")
                .layer("causality")
                .definedBy(ROOT + ".internal.consistency")
                .layer("ledger")
                .definedBy(ROOT + ".internal.ledger")
                .layer("sql")
                .definedBy(ROOT + ".internal.sql")
                .layer("insight")
                .definedBy(ROOT + ".internal.insight")
                .layer("flight")
                .definedBy(ROOT + ".internal.flight")
                .layer("statistics")
                .definedBy(ROOT + ".insight")
                .layer("event")
                .definedBy(ROOT + ".event")
                .layer("metrics")
                .definedBy(ROOT + ".metrics")
                .layer("failure")
                .definedBy(ROOT + ".internal.failure")
                .layer("exception")
                .definedBy(ROOT + ".exception")
                .layer("topology")
                .definedBy(ROOT + ".topology")
                .whereLayer("root")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("jdbc")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("monitor")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("failover")
                .mayOnlyBeAccessedByLayers("root", "jdbc", "monitor", "replay")
                .whereLayer("replay")
                .mayOnlyBeAccessedByLayers("root", "jdbc")
                .whereLayer("routing")
                .mayOnlyBeAccessedByLayers("root", "jdbc", "monitor", "failover")
                .whereLayer("discovery")
                .mayOnlyBeAccessedByLayers("root", "monitor", "failover")
                .whereLayer("pool")
                .mayOnlyBeAccessedByLayers("root", "jdbc", "monitor", "failover")
                .whereLayer("causality")
                .mayOnlyBeAccessedByLayers("root", "jdbc", "monitor", "failover")
                .whereLayer("resolver")
                .mayOnlyBeAccessedByLayers("root", "monitor", "discovery")
                .whereLayer("ledger")
                .mayOnlyBeAccessedByLayers("root", "jdbc", "monitor", "failover")
                .whereLayer("sql")
                .mayOnlyBeAccessedByLayers("root", "jdbc", "failover", "discovery", "ledger", "insight")
                .whereLayer("insight")
                .mayOnlyBeAccessedByLayers("root", "jdbc")
                .whereLayer("flight")
                .mayOnlyBeAccessedByLayers("root", "monitor", "failover", "insight")
                .whereLayer("statistics")
                .mayOnlyBeAccessedByLayers("root", "insight")
                .whereLayer("event")
                .mayOnlyBeAccessedByLayers("root", "monitor", "failover", "resolver")
                .whereLayer("metrics")
                .mayOnlyBeAccessedByLayers("root", "failover")
                .whereLayer("failure")
                .mayOnlyBeAccessedByLayers("root", "jdbc", "monitor", "failover", "discovery", "ledger", "pool")
                .check(CLASSES);
    }

    @Test
    void thereAreNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void thePureCoreTouchesNoConnectionAndNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".topology",
                        ROOT + ".event",
                        ROOT + ".internal.resolver",
                        ROOT + ".internal.consistency",
                        ROOT + ".internal.routing",
                        ROOT + ".internal.sql")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void onlyTheMonitorMakesThreads() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".internal.monitor")
                .should()
                .callConstructor(Thread.class, Runnable.class, String.class)
                .orShould()
                .callConstructor(Thread.class, Runnable.class)
                .orShould()
                .callConstructor(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName(java.util.concurrent.Executors.class.getName())
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName(java.util.concurrent.ThreadPoolExecutor.class.getName())
                .check(CLASSES);
        classes()
                .that()
                .areAssignableTo(Executor.class)
                .should()
                .resideInAPackage(ROOT + ".internal.monitor")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void nothingStaticChanges() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void whatIsNotApiIsInternal() {
        classes()
                .that()
                .resideOutsideOfPackages(
                        ROOT,
                        ROOT + ".topology",
                        ROOT + ".event",
                        ROOT + ".exception",
                        ROOT + ".route",
                        ROOT + ".metrics",
                        ROOT + ".insight",
                        ROOT + ".consistency")
                .should()
                .resideInAPackage(ROOT + ".internal..")
                .check(CLASSES);
    }

    @Test
    void nothingBlocksInSynchronizedCode() {
        methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED).check(CLASSES);
    }
}
