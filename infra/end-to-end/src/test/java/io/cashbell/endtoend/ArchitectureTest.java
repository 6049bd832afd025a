package io.cashbell.endtoend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.cashbell.endtoend")
class ArchitectureTest {
    /** What a service is made of is its own affair: here it is an address that answers. */
    @ArchTest
    static final ArchRule theShopIsKnownByItsAddressesAlone =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.cashbell.order..",
                            "io.cashbell.payment..",
                            "io.cashbell.notification..",
                            "io.cashbell.messaging..",
                            "io.cashbell.web..",
                            "io.micronaut..");

    @ArchTest
    static final ArchRule ofTheLocalOnesOnlyTheProcessesAreKnown =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.cashbell.local.aws..",
                            "io.cashbell.local.gateway..",
                            "io.cashbell.local.mail..",
                            "io.cashbell.local.provision..");
}
