package io.cashbell.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.cashbell.local", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** Other modules' tests use these without anything else of this module on their class path. */
    @ArchTest
    static final ArchRule processesStandOnTheJdkAlone =
            classes()
                    .that()
                    .resideInAPackage("io.cashbell.local.process")
                    .and()
                    .doNotHaveSimpleName("BackendExtension")
                    .and()
                    .doNotHaveSimpleName("LocalStackBackend")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "io.cashbell.local.process", "org.jspecify..");

    /** The image runs provisioning and the sandbox where DynamoDB Local may not be. */
    @ArchTest
    static final ArchRule onlyTheEmulatorsNeedEmulators =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.cashbell.local.aws")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "software.amazon.dynamodb..", "org.elasticmq..", "org.apache.pekko..");

    /** A gateway's sandbox is a stranger to the shop: it knows neither its AWS nor its mail. */
    @ArchTest
    static final ArchRule sandboxesKnowNothingOfTheShop =
            noClasses()
                    .that()
                    .resideInAPackage("io.cashbell.local.gateway..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.cashbell.local",
                            "io.cashbell.local.aws..",
                            "io.cashbell.local.mail..",
                            "io.cashbell.local.process..",
                            "io.cashbell.local.provision..");
}
