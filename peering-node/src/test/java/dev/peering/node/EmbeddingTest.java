package dev.peering.node;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the command line and the suite need is optional, so what programs embed must do without. */
@DisplayName("A node in somebody's program")
class EmbeddingTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.peering.node");

    @Test
    @DisplayName("stands on the lower modules, Netty and SLF4J, and on nothing else")
    void dependencies() {
        classes()
                .that()
                .resideInAPackage("dev.peering.node")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.peering.node",
                        "dev.peering.core..",
                        "dev.peering.crypto..",
                        "dev.peering.wire..",
                        "io.netty..",
                        "org.slf4j..",
                        "org.jspecify..",
                        "java..",
                        "jdk.net..")
                .check(CLASSES);
    }
}
