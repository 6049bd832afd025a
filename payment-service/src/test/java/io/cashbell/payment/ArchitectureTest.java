package io.cashbell.payment;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The layout, held by the build. Classes that the framework generates have a $ in their name. */
@AnalyzeClasses(
        packages = "io.cashbell.payment",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String GENERATED = ".*\\.\\$.*";

    @ArchTest
    static final ArchRule theModelKnowsNoFramework =
            classes()
                    .that()
                    .resideInAPackage("io.cashbell.payment")
                    .and()
                    .haveNameNotMatching(GENERATED)
                    .and()
                    .doNotHaveSimpleName("Application")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "org.jspecify..", "io.cashbell.payment");

    @ArchTest
    static final ArchRule onlyTheStoreKnowsDynamo =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.cashbell.payment.store..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "software.amazon..",
                            "io.cashbell.messaging.store..",
                            "io.cashbell.messaging.item..",
                            "io.cashbell.messaging.outbox..");

    @ArchTest
    static final ArchRule connectorsAreSeenThroughTheirInterfacesOnly =
            classes()
                    .that()
                    .resideInAPackage("io.cashbell.payment.gateway.*..")
                    .and()
                    .haveNameNotMatching(GENERATED)
                    .and()
                    .haveSimpleNameNotEndingWith("Settings")
                    .should()
                    .notBePublic();

    @ArchTest
    static final ArchRule connectorsDoNotKnowEachOther =
            slices().matching("io.cashbell.payment.gateway.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule connectorsChangeNoState =
            noClasses()
                    .that()
                    .resideInAPackage("io.cashbell.payment.gateway..")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("io.cashbell.payment.Payments")
                    .orShould()
                    .dependOnClassesThat(resideInAPackage("io.cashbell.messaging.."));

    @ArchTest
    static final ArchRule roomsDoNotKnowTheStore =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.cashbell.payment.store..")
                    .and()
                    .haveNameNotMatching(GENERATED)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.cashbell.payment.store..");

    @ArchTest
    static final ArchRule roomsDoNotKnowEachOther =
            slices().matching("io.cashbell.payment.(callback|session|intake)..")
                    .should()
                    .notDependOnEachOther();
}
