package io.github.emrharness.s3.server;

import com.adobe.testing.s3mock.s3.controller.ControllerConfiguration;
import java.util.List;
import java.util.Objects;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.format.support.FormattingConversionService;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.xml.JacksonXmlHttpMessageConverter;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.DelegatingWebMvcConfiguration;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What {@code @EnableWebMvc} would configure for S3Mock's controllers, without the cost of annotation processing. */
final class WebMvc extends DelegatingWebMvcConfiguration {

    WebMvc(ControllerConfiguration controllers, JacksonXmlHttpMessageConverter xml) {
        List<Converter<?, ?>> headers = List.of(
                controllers.objectCannedAclHeaderConverter(),
                controllers.taggingHeaderConverter(),
                controllers.httpRangeHeaderConverter(),
                controllers.objectOwnershipHeaderConverter(),
                controllers.checksumModeHeaderConverter(),
                controllers.regionConverter());
        setConfigurers(List.of(controllers, new WebMvcConfigurer() {
            @Override
            public void addFormatters(FormatterRegistry registry) {
                headers.forEach(registry::addConverter);
            }

            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
                builder.withXmlConverter(xml);
            }
        }));
    }

    void register(GenericWebApplicationContext context) {
        setApplicationContext(context);
        setServletContext(Objects.requireNonNull(context.getServletContext()));
        ContentNegotiationManager negotiation = mvcContentNegotiationManager();
        FormattingConversionService conversion = mvcConversionService();
        context.registerBean(
                "handlerMapping",
                RequestMappingHandlerMapping.class,
                () -> requestMappingHandlerMapping(
                        negotiation, mvcApiVersionStrategy(), conversion, mvcResourceUrlProvider()));
        context.registerBean(
                "handlerAdapter",
                RequestMappingHandlerAdapter.class,
                () -> requestMappingHandlerAdapter(negotiation, conversion, mvcValidator()));
        context.registerBean(
                "handlerExceptionResolver",
                HandlerExceptionResolver.class,
                () -> handlerExceptionResolver(negotiation));
    }
}
