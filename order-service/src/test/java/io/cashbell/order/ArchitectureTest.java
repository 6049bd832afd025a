package io.cashbell.order;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.cashbell.order",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String GENERATED = ".*\\.\\$.*";
    private static final String ROOT = "io.cashbell.order";

    @ArchTest
    static final ArchRule theModelIsPlainJava =
            classes()
                    .that()
                    .resideInAPackage(ROOT)
                    .and()
                    .doNotHaveSimpleName("Application")
                    .and()
                    .haveNameNotMatching(GENERATED)
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(ROOT, "java..", "org.jspecify.annotations"));

    @ArchTest
    static final ArchRule onlyTheStoreKnowsDynamoDb =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".store..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.."));

    @ArchTest
    static final ArchRule nobodyDependsOnTheStore =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".store..")
                    .and()
                    .haveNameNotMatching(GENERATED)
                    .should()
                    .dependOnClassesThat(resideInAPackage(ROOT + ".store.."));

    @ArchTest
    static final ArchRule noReactiveTypes =
            noClasses()
                    .that()
                    .haveNameNotMatching(GENERATED)
                    .and()
                    // The framework asks for who somebody is by such a type, and by no other.
                    .doNotHaveSimpleName("SessionFetcher")
                    .and()
                    // And answers by one when it spoke with a sign-in provider.
                    .haveNameNotMatching(".*\\.OpenIdProvider(\\$.*)?")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("org.reactivestreams..", "reactor..", "io.netty.."));

    @ArchTest
    static final ArchRule eventsKnowTheModelAlone =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".event..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    ROOT + ".admin..",
                                    ROOT + ".cancellation..",
                                    ROOT + ".catalog..",
                                    ROOT + ".checkout..",
                                    ROOT + ".fulfilment..",
                                    ROOT + ".lookup..",
                                    ROOT + ".payment..",
                                    ROOT + ".refund..",
                                    ROOT + ".request..",
                                    ROOT + ".shopkeeping..",
                                    ROOT + ".storefront.."));

    @ArchTest
    static final ArchRule statesAreMadeByTransitionsAndReadByTheStore =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(ROOT, ROOT + ".store..")
                    .should()
                    .callConstructor(
                            OrderState.Paid.class,
                            PaymentStatus.class,
                            Receipt.class,
                            Shipment.class);

    @ArchTest
    static final ArchRule otherServicesAreKnownByTheirEventsOnly =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "io.cashbell.payment..", "io.cashbell.notification.."));
}
