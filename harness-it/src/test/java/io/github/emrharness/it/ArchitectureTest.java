package io.github.emrharness.it;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the house, as docs/architecture.md draws them. */
@AnalyzeClasses(packages = "io.github.emrharness", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.emrharness";
    private static final String JVM = ROOT + ".jvm..";
    private static final String CORE = ROOT + ".core..";
    private static final String SPI = ROOT + ".spi..";
    private static final String S3 = ROOT + ".s3..";
    private static final String SPARK = ROOT + ".spark..";
    private static final String HADOOP = ROOT + ".hadoop..";
    private static final String HIVE = ROOT + ".hive..";
    private static final String JUNIT5 = ROOT + ".junit5..";
    private static final String ASSERTJ = ROOT + ".assertj..";
    private static final String CLI = ROOT + ".cli..";

    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage(ROOT + "..");

    /** Their statics belong to the one class loader that they are defined in: that is their purpose. */
    private static final DescribedPredicate<JavaClass> IS_DEFINED_ANEW_FOR_EACH_ENGINE =
            JavaClass.Predicates.simpleName("ProcessFacade").or(JavaClass.Predicates.simpleName("FileFacade"));

    /** Main classes of processes, and the room's own hand on the streams of this JVM: printing is their task. */
    private static final DescribedPredicate<JavaClass> RUN_IN_A_PROCESS_OF_THEIR_OWN = resideInAnyPackage(
                    ROOT + ".jvm.launch", ROOT + ".spark.tools", ROOT + ".hadoop.tools..", ROOT + ".hive.tools")
            .or(JavaClass.Predicates.simpleName("JvmStreams"));

    @ArchTest
    static final ArchRule the_jvm_room_knows_nothing_of_emr = noClasses()
            .that()
            .resideInAPackage(JVM)
            .should()
            .dependOnClassesThat(OURS.and(DescribedPredicate.not(resideInAPackage(JVM))))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "org.apache..", "io.netty..", "com.fasterxml..");

    @ArchTest
    static final ArchRule core_knows_no_engine_no_test_framework_and_no_spring = noClasses()
            .that()
            .resideInAnyPackage(ROOT, CORE, SPI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    S3,
                    SPARK,
                    HADOOP,
                    HIVE,
                    JUNIT5,
                    ASSERTJ,
                    CLI,
                    "org.apache.spark..",
                    "org.apache.hadoop..",
                    "org.springframework..",
                    "com.adobe..",
                    "org.junit..",
                    "org.assertj..");

    @ArchTest
    static final ArchRule the_ports_do_not_know_what_is_behind_them =
            noClasses().that().resideInAPackage(SPI).should().dependOnClassesThat(resideInAnyPackage(ROOT, CORE, JVM));

    @ArchTest
    static final ArchRule back_ends_meet_only_through_the_ports = classes()
            .that()
            .resideInAnyPackage(S3, SPARK, HADOOP, HIVE)
            .should()
            .onlyDependOnClassesThat(DescribedPredicate.or(
                    DescribedPredicate.not(OURS),
                    are(resideInAnyPackage(SPI, JVM)),
                    are(resideInAnyPackage(S3, SPARK, HADOOP, HIVE))));

    @ArchTest
    static final ArchRule back_ends_do_not_import_each_other = slices().matching(ROOT + ".(s3|spark|hadoop|hive)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule the_program_knows_core_and_no_back_end = classes()
            .that()
            .resideInAPackage(CLI)
            .should()
            .onlyDependOnClassesThat(
                    DescribedPredicate.or(DescribedPredicate.not(OURS), are(resideInAnyPackage(ROOT, CORE, SPI, CLI))));

    @ArchTest
    static final ArchRule only_the_junit_room_imports_junit = noClasses()
            .that()
            .resideOutsideOfPackage(JUNIT5)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.junit..");

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching(ROOT + ".core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothing_prints = noClasses()
            .that(DescribedPredicate.not(RUN_IN_A_PROCESS_OF_THEIR_OWN))
            .and()
            // Asked to, for somebody who sits there.
            .doNotHaveSimpleName("Pause")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule nothing_sleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule no_static_holds_state = noFields()
            .that()
            .areStatic()
            .and()
            .areNotFinal()
            .and()
            .areDeclaredInClassesThat(DescribedPredicate.not(IS_DEFINED_ANEW_FOR_EACH_ENGINE))
            .should()
            .beDeclaredInClassesThat(OURS)
            .allowEmptyShould(true)
            .because("state belongs to a harness: two of them live side by side");
}
