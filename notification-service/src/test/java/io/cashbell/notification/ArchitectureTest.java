package io.cashbell.notification;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Holds the rooms apart. Classes that the framework generates have a {@code $} first in their name.
 */
@AnalyzeClasses(packagesOf = Application.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String GENERATED = ".*\\.\\$.*";

    @ArchTest
    static final ArchRule theModelIsPlainJava =
            classes()
                    .that()
                    .resideInAPackage("io.cashbell.notification")
                    .and()
                    .haveNameNotMatching(GENERATED)
                    .and()
                    .doNotHaveSimpleName("Application")
                    .and()
                    .doNotHaveSimpleName("NotificationSettings")
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                    "io.cashbell.notification", "java..", "org.jspecify.."));

    @ArchTest
    static final ArchRule onlyTheStoreKnowsDynamoDb =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..store..")
                    .and()
                    .haveNameNotMatching(GENERATED)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "software.amazon.awssdk.services.dynamodb..",
                            "io.cashbell.messaging.store..");

    @ArchTest
    static final ArchRule onlyDeliveryKnowsMailServers =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..delivery..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "jakarta.mail..",
                            "org.eclipse.angus..",
                            "software.amazon.awssdk.services.ses..");

    @ArchTest
    static final ArchRule nobodyLooksIntoTheStoreOrTheIntake =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..store..", "..intake..")
                    .and()
                    .haveNameNotMatching(GENERATED)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.cashbell.notification.store..",
                            "io.cashbell.notification.intake..");

    @ArchTest
    static final ArchRule roomsDoNotGoInCircles =
            slices().matching("io.cashbell.notification.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .ignoreDependency(alwaysTrue(), resideInAnyPackage("io.cashbell.notification"));
}
