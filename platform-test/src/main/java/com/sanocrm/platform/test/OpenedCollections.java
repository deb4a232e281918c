package com.sanocrm.platform.test;

import com.mongodb.client.MongoDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Notes each collection that the service opens: the store lists it only once it is written to. */
final class OpenedCollections implements BeanPostProcessor {
    private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();

    /** All names so far, of all services that this JVM tests. */
    static Set<String> names() {
        return Set.copyOf(NAMES);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof MongoDatabase database ? noting(database) : bean;
    }

    private static Object noting(MongoDatabase database) {
        return Proxy.newProxyInstance(
                MongoDatabase.class.getClassLoader(),
                new Class<?>[] {MongoDatabase.class},
                (_, method, arguments) -> {
                    if (method.getName().equals("getCollection")) {
                        NAMES.add((String) arguments[0]);
                    }
                    try {
                        return method.invoke(database, arguments);
                    } catch (InvocationTargetException failure) {
                        throw Objects.requireNonNull(failure.getCause());
                    }
                });
    }
}
