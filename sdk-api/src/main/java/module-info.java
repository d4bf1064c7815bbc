/** The promise that plugins are compiled against: interfaces to implement and values to exchange, on the JDK alone. */
module dev.laurel.spi {
    requires static org.jspecify;

    exports dev.laurel.spi;
    exports dev.laurel.spi.activity;
    exports dev.laurel.spi.config;
    exports dev.laurel.spi.http;
    exports dev.laurel.spi.reward;

    uses dev.laurel.spi.Plugin;
}
