package com.example.portal;

import dev.laurel.Community;
import dev.laurel.Laurel;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Laurel opens with the application and closes with it, after the web server has stopped. */
@Configuration(proxyBeanMethods = false)
class LaurelConfiguration {
    @Bean(destroyMethod = "close")
    Laurel laurel(@Value("${portal.data}") Path data) {
        return Laurel.builder()
                .directory(data)
                .plugin(new KindWords())
                .community("readers", readers -> readers.rules("kind-words/kindness"))
                .start();
    }

    @Bean
    Community readers(Laurel laurel) {
        return laurel.community("readers");
    }
}
