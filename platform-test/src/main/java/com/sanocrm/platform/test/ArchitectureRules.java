package com.sanocrm.platform.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The house rules that bytecode can show; each says what to do instead. */
public final class ArchitectureRules {
    private static final String MAPPING = "org.springframework.web.bind.annotation.RequestMapping";

    private ArchitectureRules() {}

    /**
     * Checks the classes of a service.
     *
     * @param basePackage such as {@code com.sanocrm.messaging}
     * @throws AssertionError naming each place and the way out
     */
    public static void verify(String basePackage) {
        JavaClasses classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(basePackage);
        check(basePackage, classes);
    }

    /** As {@link #verify(String)}, of some classes: to show that a rule is not asleep. */
    public static void verifyOnly(String basePackage, Class<?>... some) {
        check(basePackage, new ClassFileImporter().importClasses(some));
    }

    /**
     * Checks that no two packages need each other, in any module.
     *
     * @param repository whose modules are built
     * @throws AssertionError naming each circle and the calls that close it
     */
    public static void verifyPackages(Path repository) throws IOException {
        try (var modules = Files.list(repository)) {
            JavaClasses classes =
                    new ClassFileImporter()
                            .importPaths(
                                    modules.map(module -> module.resolve("target/classes"))
                                            .filter(Files::isDirectory)
                                            .toList());
            slices().assignedFrom(new Packages())
                    .should()
                    .beFreeOfCycles()
                    .as("packages form a DAG: move what two need into the one that owns it")
                    .check(classes);
        }
    }

    private static final class Packages implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass one) {
            return one.getPackageName().startsWith("com.sanocrm.")
                    ? SliceIdentifier.of(one.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    private static void check(String basePackage, JavaClasses classes) {
        for (ArchRule rule : rules(basePackage)) {
            rule.check(classes);
        }
    }

    static List<ArchRule> rules(String basePackage) {
        return List.of(
                slices().matching(basePackage + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .as("features form a DAG: move what two need into the one that owns it")
                        .allowEmptyShould(true),
                noClasses()
                        .should()
                        .haveSimpleNameEndingWith("Impl")
                        .orShould()
                        .haveSimpleNameEndingWith("Util")
                        .orShould()
                        .haveSimpleNameEndingWith("Utils")
                        .orShould()
                        .haveSimpleNameEndingWith("Helper")
                        .orShould()
                        .haveSimpleNameEndingWith("Manager")
                        .orShould()
                        .haveSimpleNameStartingWith("Abstract")
                        .orShould()
                        .haveSimpleNameStartingWith("Base")
                        .as("a class is named after what it is"),
                noClasses()
                        .should()
                        .resideInAnyPackage(
                                "..dto..", "..mapper..", "..impl..", "..common..", "..config..")
                        .as("packages are named after the business"),
                classes()
                        .that()
                        .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                        .should()
                        .notBePublic()
                        .allowEmptyShould(true)
                        .as("controllers are package-private: nobody calls them but the web"),
                methods()
                        .that()
                        .areMetaAnnotatedWith(MAPPING)
                        .and()
                        .areDeclaredInClassesThat()
                        .resideInAPackage(basePackage + "..")
                        .should(declareAccess())
                        .allowEmptyShould(true)
                        .as(
                                "every endpoint says who may call it and what the audit trail calls it: @Access or @OpenAccess"),
                noClasses()
                        .should()
                        .callMethod(java.time.Instant.class, "now")
                        .orShould()
                        .callMethod(java.time.LocalDate.class, "now")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .as("time comes from the Clock, so that tests can set it"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.util.logging.Logger")
                        .orShould()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err")
                        .as("logs go through SLF4J, where they cannot hold personal data"),
                fields().that()
                        .areAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                        .should()
                        .bePrivate()
                        .andShould()
                        .beFinal()
                        .allowEmptyShould(true)
                        .as("constructor injection only"),
                fields().that()
                        .areDeclaredInClassesThat()
                        .resideInAPackage(basePackage + "..")
                        .should(constrainTheValue())
                        .allowEmptyShould(true)
                        .as(
                                "a constraint stands before the whole type (@NotNull Outer.Inner): before the last name it is not checked"));
    }

    private static ArchCondition<JavaMethod> declareAccess() {
        return new ArchCondition<>("declare @Access or @OpenAccess") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean declared =
                        method.isAnnotatedWith("com.sanocrm.platform.security.Access")
                                || method.isAnnotatedWith(
                                        "com.sanocrm.platform.security.OpenAccess");
                if (!declared) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName()));
                }
            }
        };
    }

    /** Bean Validation reads the constraints of a field, and not those of its type. */
    private static ArchCondition<JavaField> constrainTheValue() {
        return new ArchCondition<>("have its constraints where they are checked") {
            @Override
            public void check(JavaField declared, ConditionEvents events) {
                Field field = declared.reflect();
                for (Annotation annotation : field.getAnnotatedType().getAnnotations()) {
                    Class<? extends Annotation> type = annotation.annotationType();
                    if (type.getName().startsWith("jakarta.validation.")
                            && !field.isAnnotationPresent(type)) {
                        events.add(SimpleConditionEvent.violated(declared, declared.getFullName()));
                    }
                }
            }
        };
    }
}
