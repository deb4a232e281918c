package com.sanocrm.platform.web;

import com.sanocrm.platform.json.WireJson;
import java.util.Arrays;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/** Reads an enum of a query as it stands in bodies: {@code in-review}. */
public final class WireNames implements ConverterFactory<String, Enum<?>> {
    @Override
    public <T extends Enum<?>> Converter<String, T> getConverter(Class<T> type) {
        return name ->
                Arrays.stream(type.getEnumConstants())
                        .filter(one -> WireJson.wireName(one).equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no such value"));
    }
}
