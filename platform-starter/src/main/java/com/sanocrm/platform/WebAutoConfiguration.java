package com.sanocrm.platform;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.problem.ContainerProblems;
import com.sanocrm.platform.problem.ProblemWriter;
import com.sanocrm.platform.security.AccessInterceptor;
import com.sanocrm.platform.security.CallerArgument;
import com.sanocrm.platform.security.ShutAccounts;
import com.sanocrm.platform.security.TokenSecurity;
import com.sanocrm.platform.trace.TraceHeaderFilter;
import com.sanocrm.platform.web.ApiDescription;
import com.sanocrm.platform.web.IdempotencyKeys;
import com.sanocrm.platform.web.NewResourceArgument;
import com.sanocrm.platform.web.OperationDescriptions;
import com.sanocrm.platform.web.PageArgument;
import com.sanocrm.platform.web.ProblemAnswers;
import com.sanocrm.platform.web.RefusedAccess;
import com.sanocrm.platform.web.RequestBodyFilter;
import com.sanocrm.platform.web.WireModels;
import com.sanocrm.platform.web.WireNames;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.format.FormatterRegistry;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** The web side: JSON, problems, tokens, limits, traces. */
@AutoConfiguration(
        beforeName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@EnableConfigurationProperties(PlatformSettings.class)
@EnableScheduling
@Import(TokenSecurity.class)
public class WebAutoConfiguration {
    private static final int SCHEDULERS = 4;
    private static final String TOKEN_SCHEME = "accessToken";

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    JsonMapper wireJson() {
        return WireJson.mapper();
    }

    @Bean
    Ids ids(Clock clock) {
        return new Ids(clock);
    }

    /** Sweeps that wait for something must not hold up others. */
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(SCHEDULERS);
        scheduler.setThreadNamePrefix("scheduled-");
        return scheduler;
    }

    @Bean
    TraceHeaderFilter traceHeaderFilter() {
        return new TraceHeaderFilter();
    }

    @Bean
    RequestBodyFilter requestBodyFilter(ProblemWriter problems) {
        return new RequestBodyFilter(problems);
    }

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> containerProblems() {
        return tomcat ->
                tomcat.addContextCustomizers(
                        context ->
                                ((StandardHost) context.getParent())
                                        .setErrorReportValveClass(
                                                ContainerProblems.class.getName()));
    }

    @Bean
    ApiDescription apiDescription() {
        return new ApiDescription();
    }

    /** Clients reach every service through the gateway, so that is the server they are told. */
    @Bean
    OpenAPI openApi(
            PlatformSettings settings, @Value("${spring.application.name}") String service) {
        return new OpenAPI()
                .info(new Info().title(service).version("v1"))
                .servers(List.of(new Server().url(settings.publicUrl().toString())))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        TOKEN_SCHEME,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN_SCHEME));
    }

    @Bean
    WireModels wireModels() {
        return new WireModels();
    }

    @Bean
    OperationDescriptions operationDescriptions() {
        return new OperationDescriptions();
    }

    @Bean
    ProblemAnswers problemAnswers(ObjectProvider<RefusedAccess> refused) {
        return new ProblemAnswers(refused);
    }

    @Bean
    WebMvcConfigurer platformWeb(
            ObjectProvider<IdempotencyKeys> keys, ObjectProvider<ShutAccounts> shut) {
        return new WebMvcConfigurer() {
            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverterFactory(new WireNames());
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                Predicate<AccountId> none = _ -> false;
                Predicate<AccountId> known = shut.getIfAvailable();
                registry.addInterceptor(new AccessInterceptor(known == null ? none : known));
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgument());
                resolvers.add(new PageArgument());
                keys.ifAvailable(available -> resolvers.add(new NewResourceArgument(available)));
            }
        };
    }
}
