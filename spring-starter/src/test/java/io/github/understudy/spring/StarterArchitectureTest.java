package io.github.understudy.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Auto-configurations on top, the parts that know nothing of each other below, what applications may use at the ground. */
class StarterArchitectureTest {
    private static final String ROOT = "io.github.understudy.spring";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void noPackagesDependOnEachOther() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void importsOnlyPointDown() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".internal..", ROOT + ".autoconfigure..")
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage(ROOT + ".autoconfigure")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAPackage(ROOT + ".autoconfigure")
                .check(CLASSES);
    }

    @Test
    void theLibrarysInnerSideIsNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.understudy.internal..")
                .check(CLASSES);
    }
}
