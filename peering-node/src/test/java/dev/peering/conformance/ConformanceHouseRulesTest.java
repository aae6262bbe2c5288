package dev.peering.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The suite must not inherit the mistakes of the node it tries. */
@DisplayName("The suite stands alone")
class ConformanceHouseRulesTest {

    private static final JavaClasses SUITE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.peering.conformance..");

    @Test
    @DisplayName("all its packages are looked at")
    void notVacuous() {
        assertThat(SUITE.stream().map(JavaClass::getPackageName))
                .contains(
                        "dev.peering.conformance",
                        "dev.peering.conformance.manual",
                        "dev.peering.conformance.opendex",
                        "dev.peering.conformance.target",
                        "dev.peering.conformance.target.opendex",
                        "dev.peering.conformance.report",
                        "dev.peering.conformance.cli");
    }

    @Test
    @DisplayName("it uses nothing of the core, nothing of the node, and no Netty")
    void standsAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.peering.core..", "dev.peering.node..", "io.netty..")
                .check(SUITE);
    }

    @Test
    @DisplayName("the engine knows no protocol, and the reference target knows no case")
    void layers() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.peering.conformance", "dev.peering.conformance.net", "dev.peering.conformance.control")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.peering.conformance.manual..",
                        "dev.peering.conformance.opendex..",
                        "dev.peering.conformance.target..",
                        "dev.peering.conformance.report..",
                        "dev.peering.conformance.cli..")
                .check(SUITE);
    }
}
