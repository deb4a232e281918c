package com.sanocrm.platform.test;

import com.sanocrm.contracts.id.Id;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Offers each field that a service stores to each of its requests, and to each object in them: what
 * the request does not name itself must be refused, so that nobody sets what is ours to set.
 */
public final class MassAssignment {
    private static final String BODY = "org.springframework.web.bind.annotation.RequestBody";
    private static final String STORED = "org.bson.codecs.pojo.annotations.BsonId";
    private static final String REFUSAL = "UnrecognizedPropertyException";

    private MassAssignment() {}

    /** The service's own way to read a request. */
    @FunctionalInterface
    public interface Reading {
        Object read(String json, Type type) throws Exception;
    }

    /**
     * @param basePackage such as {@code com.sanocrm.messaging}
     * @throws AssertionError naming each field that a request takes
     */
    public static void verify(String basePackage, Reading reading) {
        JavaClasses classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(basePackage);
        Set<String> stored =
                storedFields(classes.stream().map(JavaClass::reflect).toList(), basePackage);
        Set<Type> requests =
                classes.stream()
                        .flatMap(type -> Arrays.stream(type.reflect().getDeclaredMethods()))
                        .flatMap(MassAssignment::bodies)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        verify(stored, requests, reading);
    }

    /** As above, of some: to show that it is not asleep. */
    public static void verify(Set<String> stored, Set<Type> requests, Reading reading) {
        List<String> taken = new ArrayList<>();
        int offered = 0;
        for (Type request : requests) {
            for (Place place : places(request, "%s", new HashSet<>())) {
                for (String field : stored) {
                    if (!place.fields().contains(field)) {
                        offered++;
                        if (isTaken(place.body().formatted(field), request, reading)) {
                            taken.add(
                                    field + " by " + request.getTypeName() + " in " + place.body());
                        }
                    }
                }
            }
        }
        if (offered == 0 || !taken.isEmpty()) {
            throw new AssertionError(
                    "Of %d stored fields offered, requests take: %s".formatted(offered, taken));
        }
    }

    private static boolean isTaken(String json, Type request, Reading reading) {
        try {
            reading.read(json, request);
            return true;
        } catch (Exception refusal) {
            return !refusal.getClass().getSimpleName().equals(REFUSAL);
        }
    }

    private static Stream<Type> bodies(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> has(parameter, BODY))
                .map(Parameter::getParameterizedType);
    }

    private static boolean has(AnnotatedElement element, String annotation) {
        return Arrays.stream(element.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> type.getName().equals(annotation));
    }

    /** Of the documents, and of what they are made of. */
    private static Set<String> storedFields(List<Class<?>> types, String basePackage) {
        Set<String> names = new TreeSet<>();
        Set<Class<?>> seen = new HashSet<>();
        for (Class<?> type : types) {
            if (type.isRecord()
                    && Arrays.stream(type.getRecordComponents()).anyMatch(it -> isKey(type, it))) {
                collect(type, basePackage, names, seen);
            }
        }
        return names;
    }

    private static boolean isKey(Class<?> document, RecordComponent component) {
        try {
            return has(component, STORED)
                    || has(component.getAccessor(), STORED)
                    || has(document.getDeclaredField(component.getName()), STORED);
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void collect(
            Class<?> type, String basePackage, Set<String> names, Set<Class<?>> seen) {
        if (!type.isRecord() || !type.getName().startsWith(basePackage) || !seen.add(type)) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(component.getName());
            classes(component.getGenericType())
                    .forEach(inner -> collect(inner, basePackage, names, seen));
        }
    }

    /** A type and those between its brackets. */
    private static Stream<Class<?>> classes(Type type) {
        return switch (type) {
            case Class<?> plain -> Stream.of(plain);
            case ParameterizedType generic ->
                    Stream.concat(
                            classes(generic.getRawType()),
                            Arrays.stream(generic.getActualTypeArguments())
                                    .flatMap(MassAssignment::classes));
            default -> Stream.empty();
        };
    }

    /**
     * An object in a request.
     *
     * @param body of the request, with a place for a field's name
     * @param fields that the object declares
     */
    private record Place(String body, Set<String> fields) {}

    /** The beginning of an object: without what can never be absent nothing else is looked at. */
    private static String opened(Class<?> request) {
        return "{"
                + Arrays.stream(request.getRecordComponents())
                        .filter(component -> component.getType().isPrimitive())
                        .map(
                                component ->
                                        "\"%s\":%s,"
                                                .formatted(
                                                        component.getName(),
                                                        component.getType() == boolean.class
                                                                ? "false"
                                                                : "0"))
                        .collect(Collectors.joining());
    }

    private static List<Place> places(Type type, String body, Set<Type> seen) {
        List<Place> places = new ArrayList<>();
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] inner = generic.getActualTypeArguments();
            if (Iterable.class.isAssignableFrom(raw)) {
                places.addAll(places(inner[0], body.formatted("[%s]"), seen));
            } else if (inner.length == 2) {
                places.addAll(places(inner[1], body.formatted("{\"x\":%s}"), seen));
            }
        } else if (type instanceof Class<?> request
                && request.isRecord()
                && !Id.class.isAssignableFrom(request)
                && seen.add(type)) {
            Set<String> fields = new TreeSet<>();
            for (RecordComponent component : request.getRecordComponents()) {
                fields.add(component.getName());
                places.addAll(
                        places(
                                component.getGenericType(),
                                body.formatted(
                                        opened(request) + "\"" + component.getName() + "\":%s}"),
                                seen));
            }
            places.add(new Place(body.formatted(opened(request) + "\"%s\":\"x\"}"), fields));
        }
        return places;
    }
}
